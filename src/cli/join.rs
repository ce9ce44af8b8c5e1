//! `dateline join`: the parts of a site become the whole.

use std::path::Path;
use std::process::ExitCode;

use super::{Done, Format, JoinArgs, output, report, summary};
use crate::content::source::SourceTree;
use crate::publish;

/// Publishes what the parts come to; exits with 1 if they are not one site, and then the old output
/// stays.
pub fn run(args: &JoinArgs) -> Done {
    let out = args.out.display().to_string();
    match publish::publish_joined(&args.parts, &args.out) {
        Ok(published) => {
            output::print(&summary::published(&published, None, &out));
            Ok(ExitCode::SUCCESS)
        }
        Err(wrong) => {
            let wrong = [wrong];
            let here = Path::new(".");
            report::show(&wrong, &SourceTree::default(), Format::Text, here);
            output::print(&summary::failed(&wrong, &out));
            Ok(ExitCode::FAILURE)
        }
    }
}
