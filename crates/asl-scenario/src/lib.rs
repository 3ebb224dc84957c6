//! Stand-ins for the services that Tasks call: mocks in the form of AWS Step Functions Local's
//! `MockConfigFile.json`, and made-up sample answers. Knows nothing of files: it reads JSON values.

pub mod conformance;
pub mod mock;
mod pointer;
pub mod response;
pub mod sample;
pub mod test_state;
