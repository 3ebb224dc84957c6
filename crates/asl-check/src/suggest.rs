//! "Did you mean": the name that is most like another, by the one measure that all names share.

pub(crate) use asl_catalog::nearest;
