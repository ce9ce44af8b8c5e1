//! GitLab Pages. It reads `_redirects`, but a file is in the way of a rule there, and at a former
//! address is a page that leads on: a rule would never be reached, so there is none.
//! <https://docs.gitlab.com/user/project/pages/redirects/>

use super::{Host, Limit, Measure, none};

pub const HOST: Host = Host {
    name: "gitlab",
    title: "GitLab Pages",
    own: false,
    files: &[],
    takes: none,
    // https://docs.gitlab.com/user/project/pages/ and https://gitlab.com/gitlab-org/gitlab/-/issues/405048
    limits: &[
        Limit {
            of: Measure::Entries,
            most: 200_000,
            refuses: true,
            when: "",
        },
        Limit {
            of: Measure::Size,
            most: 1 << 30,
            refuses: false,
            when: "on gitlab.com",
        },
    ],
};
