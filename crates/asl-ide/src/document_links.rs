//! What can be opened from a text: pages about what a Task calls.

use asl_model::State;
use asl_syntax::TextRange;

use crate::call::called;
use crate::{Analysis, FileId};

/// A piece of text that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    /// The piece, without quotes.
    pub range: TextRange,
    /// Where it leads.
    pub target: String,
    /// What is there, in a few words.
    pub tooltip: &'static str,
}

/// # Links
///
/// From a Task's resource to the page of the action in AWS's API reference; from the ARN of a Lambda
/// function, an activity or a state machine to its page in AWS's console. From the file that a template names as a
/// definition to that file, where it is there.
pub fn document_links(analysis: &Analysis, file: FileId) -> Vec<DocumentLink> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let states = document.model().states().iter();
    states.filter_map(of_state).collect()
}

fn of_state(state: &State) -> Option<DocumentLink> {
    let value = state.facts().mapping()?.value("Resource")?;
    let kind = state.kind()?;
    asl_lang::field(asl_lang::Place::State(kind), "Resource")?;
    let scalar = value.as_scalar()?;
    let resource = scalar.text();
    let (target, tooltip) = match console(&resource) {
        Some(target) => (target, "Open in the AWS console"),
        None => (called(&resource)?.action.link()?, "Open the API reference"),
    };
    Some(DocumentLink {
        range: state.to_document(scalar.content_range()),
        target,
        tooltip,
    })
}

/// The page of an ARN's resource in the console (forms as the console itself has them).
fn console(arn: &str) -> Option<String> {
    let mut parts = arn.splitn(6, ':');
    let ("arn", Some(partition), Some(service), Some(region)) =
        (parts.next()?, parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let (_account, resource) = (parts.next()?, parts.next()?);
    let plain = |it: &str| {
        !it.is_empty()
            && it
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "-_".contains(it))
    };
    let host = match partition {
        "aws" => "console.aws.amazon.com",
        "aws-cn" => "console.amazonaws.cn",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        _ => return None,
    };
    let (what, name) = resource.split_once(':')?;
    let name = name
        .split(':')
        .next()
        .filter(|it| plain(it) && plain(region))?;
    let page = match (service, what) {
        ("lambda", "function") => format!("lambda/home?region={region}#/functions/{name}"),
        ("states", "activity") => {
            format!("states/home?region={region}#/activities/view/{arn}")
        }
        _ => return None,
    };
    Some(format!("https://{region}.{host}/{page}"))
}

#[cfg(test)]
mod tests {
    use asl_syntax::Format;
    use expect_test::{Expect, expect};

    use super::document_links;
    use crate::{Analysis, Document};

    fn check(text: &str, format: Format, expected: &Expect) {
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let links = document_links(&analysis, file).into_iter();
        let lines = links.map(|it| format!("{} -> {}\n", &text[it.range], it.target));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn in_json() {
        check(
            r#"{ "StartAt": "A", "States": {
                "A": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem" },
                "B": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:pay:3" },
                "C": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:sign" },
                "D": { "Type": "Task", "Resource": "arn:aws:states:::no:such" },
                "E": { "Type": "Task", "Resource": "${Function}" },
                "F": { "Type": "Task", "Resource": "#,
            Format::Json,
            &expect![[r"
                arn:aws:states:::dynamodb:putItem -> https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem
                arn:aws:lambda:eu-west-1:123456789012:function:pay:3 -> https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/pay
                arn:aws:states:us-east-1:123456789012:activity:sign -> https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/activities/view/arn:aws:states:us-east-1:123456789012:activity:sign
            "]],
        );
    }

    #[test]
    fn in_yaml() {
        check(
            "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken\n",
            Format::Yaml,
            &expect![[r"
                arn:aws:states:::sqs:sendMessage.waitForTaskToken -> https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage
            "]],
        );
    }
}
