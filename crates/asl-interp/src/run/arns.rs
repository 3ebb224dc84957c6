//! The ARNs of an execution and of what belongs to it.

use asl_lang::WorkflowType;

use crate::options::Names;
use crate::random::Random;

/// Makes ARNs of Step Functions for one partition, region and account.
#[derive(Debug)]
pub(super) struct Arns {
    /// `arn:PARTITION:states:REGION:ACCOUNT`.
    prefix: String,
}

impl Arns {
    pub(super) fn new(names: &Names) -> Self {
        let (partition, region, account) = (&names.partition, &names.region, &names.account);
        Self {
            prefix: format!("arn:{partition}:states:{region}:{account}"),
        }
    }

    pub(super) fn state_machine(&self, name: &str) -> String {
        format!("{}:stateMachine:{name}", self.prefix)
    }

    /// The ARN of an execution; that of an Express one ends in one more id.
    pub(super) fn execution(
        &self,
        workflow: WorkflowType,
        machine: &str,
        name: &str,
        random: &Random,
    ) -> String {
        let prefix = &self.prefix;
        match workflow {
            WorkflowType::Standard => format!("{prefix}:execution:{machine}:{name}"),
            WorkflowType::Express => {
                format!("{prefix}:express:{machine}:{name}:{}", random.uuid())
            }
        }
    }

    /// The ARN of a Map run; `machine` is what its children call their state machine.
    pub(super) fn map_run(&self, machine: &str, id: &str) -> String {
        format!("{}:mapRun:{machine}:{id}", self.prefix)
    }
}
