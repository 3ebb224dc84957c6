//! The functions of a template: under which names they are known, and where their code is.

use asl_model::host::{CODE_URI, FUNCTION, FUNCTIONS, HANDLER, function_id};
use asl_syntax::ast::{Entry, Mapping, Value};

use crate::Document;

/// Extensions of the files that a handler's module can be in. AWS Lambda Developer Guide, "Define
/// Lambda function handler" of Node.js, Python and Ruby.
const MODULES: [&str; 8] = ["py", "js", "mjs", "cjs", "ts", "mts", "cts", "rb"];

/// Where a function of CloudFormation has its code; a text is a local folder until it is packaged.
/// CloudFormation Template Reference, "AWS::Lambda::Function".
const CODE: &str = "Code";

/// What all functions of a SAM template have. AWS SAM Developer Guide, "Globals section".
const GLOBALS: [&str; 2] = ["Globals", "Function"];

/// The entry of a function in a serverless.yml, by its own name or by the logical id that the
/// framework makes of it. Serverless Framework, "AWS - Resources", "AWS CloudFormation Resource
/// Reference"; serverless-step-functions, "functions" takes both in `Fn::GetAtt`.
pub(super) fn serverless(document: &Document, name: &str) -> Option<Entry> {
    let root = document.parse().root().value()?;
    let functions = root.as_mapping()?.value("functions")?;
    let is_meant = |it: &Entry| {
        let own = it.key().map(|it| it.text()).unwrap_or_default();
        own == name || function_id(&own) == name
    };
    functions.as_mapping()?.entries().find(is_meant)
}

/// The files that the code of a function may be in.
pub(super) fn handler_paths(document: &Document, name: &str) -> Option<Vec<String>> {
    if let Some(resource) = document.host()?.resource(name) {
        let facts = &resource.facts;
        let kind = facts.kind.as_deref()?;
        FUNCTIONS.contains(&kind).then_some(())?;
        let property = |name| facts.property(name);
        if kind == FUNCTION {
            let folder = property(CODE_URI).or_else(|| global(document, CODE_URI));
            let handler = property(HANDLER).or_else(|| global(document, HANDLER))?;
            return modules(&folder.unwrap_or_default(), &handler);
        }
        return modules(&property(CODE)?, &property(HANDLER)?);
    }
    modules("", &serverless_handler(document, name)?)
}

/// The handler of a function in a serverless.yml.
pub(super) fn serverless_handler(document: &Document, name: &str) -> Option<String> {
    let function = serverless(document, name)?.value()?;
    let handler = function.as_mapping()?.value("handler")?;
    handler.as_scalar()?.as_string()
}

/// What a SAM template says of all its functions.
fn global(document: &Document, name: &str) -> Option<String> {
    let mut value: Value = document.parse().root().value()?;
    for key in GLOBALS.iter().chain([&name]) {
        value = value.as_mapping().and_then(|it: &Mapping| it.value(key))?;
    }
    value.as_scalar()?.as_string()
}

fn modules(folder: &str, handler: &str) -> Option<Vec<String>> {
    let (module, _) = handler.rsplit_once('.')?;
    let folder = match folder.trim_end_matches('/') {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    let paths = MODULES
        .iter()
        .map(|it| format!("{folder}{module}.{it}"))
        // In Python a module in a folder may be written with dots.
        .chain([format!("{folder}{}.py", module.replace('.', "/"))]);
    Some(paths.collect())
}
