//! What Dateline needs to be built, and what it can be built without.

use std::process::Command;

#[cfg(not(feature = "social-images"))]
#[test]
fn a_site_that_asks_for_what_was_not_built_in_is_told_how_to_build_it() {
    let settings = "title = \"Desk\"\n[output]\nsocial_images = true\n";
    let desk = crate::support::site([("dateline.toml", settings)]);
    assert_eq!(desk.codes(), ["config/not-built-in"]);
    let said = desk.complaints();
    assert!(said.contains("`--features social-images`"), "{said}");
}

/// A version of Rust as numbers: `1.89` is `1.89.0`.
fn version(text: &str) -> [u64; 3] {
    let mut numbers = text.split('.').map(|number| number.parse().unwrap());
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}

#[test]
fn nothing_that_dateline_is_made_of_needs_a_newer_rust_than_it_names() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--all-features",
            "--locked",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    for package in packages {
        let asks = package["rust_version"].as_str().map_or([0; 3], version);
        assert!(asks <= ours, "{} asks for {asks:?}", package["name"]);
    }
}
