//! Tells cargo that the program holds these folders, so that a new file in one is taken in.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
    println!("cargo:rerun-if-changed=src/cli/sample");
}
