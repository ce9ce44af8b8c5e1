//! S3 and stores like it. They read no file: headers and redirects are told with each object when it is
//! sent, and the page for what is not found is a setting of the bucket.

use super::{Host, none};

pub const HOST: Host = Host {
    name: "s3",
    title: "S3",
    own: false,
    files: &[],
    takes: none,
    limits: &[],
};
