//! How each kind of template writes a state machine down: a table.

use asl_lang::WorkflowType;

/// How a state machine is written in a template.
#[derive(Debug)]
pub(super) struct Form {
    /// The resource's type; `None` where every entry of the section is a state machine.
    pub(super) resource: Option<&'static str>,
    /// Where its properties stand; `None` for the entry's value itself.
    pub(super) properties: Option<&'static str>,
    /// The property that holds the definition as an object.
    pub(super) object: &'static str,
    /// The property that holds the definition as a text.
    pub(super) text: Option<&'static str>,
    /// The property that names a file.
    pub(super) file: Option<&'static str>,
    /// The property that holds what is filled in for `${Name}`.
    pub(super) substitutions: Option<&'static str>,
    /// The property that says STANDARD or EXPRESS.
    pub(super) workflow: &'static str,
}

/// AWS SAM Developer Guide, "AWS::Serverless::StateMachine"; CloudFormation Template Reference,
/// "AWS::StepFunctions::StateMachine".
pub(super) const RESOURCES: [Form; 2] = [
    Form {
        resource: Some("AWS::Serverless::StateMachine"),
        properties: Some("Properties"),
        object: "Definition",
        text: None,
        file: Some("DefinitionUri"),
        substitutions: Some("DefinitionSubstitutions"),
        workflow: "Type",
    },
    Form {
        resource: Some("AWS::StepFunctions::StateMachine"),
        properties: Some("Properties"),
        object: "Definition",
        text: Some("DefinitionString"),
        // `aws cloudformation package` uploads a local file and puts the location in its place.
        file: Some("DefinitionS3Location"),
        substitutions: Some("DefinitionSubstitutions"),
        workflow: "StateMachineType",
    },
];

/// The plugin serverless-step-functions: `stepFunctions.stateMachines`.
pub(super) const SERVERLESS: Form = Form {
    resource: None,
    properties: None,
    object: "definition",
    text: None,
    file: None,
    substitutions: None,
    workflow: "type",
};

/// What the functions of a template are, by their resource types, and the names of the properties
/// that say where their code is. AWS SAM Developer Guide, "AWS::Serverless::Function".
pub const FUNCTION: &str = "AWS::Serverless::Function";
/// The folder of a function's code.
pub const CODE_URI: &str = "CodeUri";
/// The module and the function in it: `app.handler`.
pub const HANDLER: &str = "Handler";

/// What a workflow is by the name that the API has for it.
pub(super) fn workflow(name: &str) -> Option<WorkflowType> {
    [WorkflowType::Standard, WorkflowType::Express]
        .into_iter()
        .find(|it| it.name() == name)
}
