//! What the call around the cursor takes.

use std::ops::Range;

use asl_jsonata::syntax::call_at;
use asl_model::{Code, Expression};
use asl_syntax::TextSize;

use crate::{Analysis, FilePosition, words};

/// A call's form, with the argument that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    /// `$join(strs, separator?)`.
    pub label: String,
    /// Markdown.
    pub documentation: String,
    /// Each parameter: its bytes in the label, and words about it.
    pub parameters: Vec<(Range<usize>, String)>,
    /// The parameter that is being written, if the call has so many.
    pub active: Option<usize>,
}

/// # Signature help
///
/// Between the parentheses of a call, of an intrinsic function as well as of a JSONata function: what
/// the function takes, and which argument is being written.
pub fn signature_help(analysis: &Analysis, at: FilePosition) -> Option<SignatureHelp> {
    let model = analysis.document(at.file)?.model();
    let state = model.state(model.state_at(at.offset)?);
    let (expression, offset) = state.expression_at(at.offset)?;
    match expression.code() {
        Code::Path(_) => None,
        Code::Intrinsic(parsed) => {
            let offset = TextSize::new(u32::try_from(offset).ok()?);
            let (call, argument) = parsed.value.call_at(offset)?;
            intrinsic(&call.name, argument)
        }
        Code::Jsonata(_) => jsonata(expression, offset),
    }
}

fn jsonata(expression: &Expression, offset: usize) -> Option<SignatureHelp> {
    let call = call_at(expression.text(), offset)?;
    let function = asl_jsonata::function(&call.function)?;
    let (label, places) = function.label();
    let open = function.parameters.last().is_some_and(|it| it.repeated);
    let about = function.parameters.iter().map(|it| it.kind.clone());
    Some(SignatureHelp {
        label,
        documentation: function.summary.to_owned(),
        active: active(call.argument, places.len(), open),
        parameters: places.into_iter().zip(about).collect(),
    })
}

fn intrinsic(name: &str, argument: usize) -> Option<SignatureHelp> {
    let function = asl_lang::intrinsic(name)?;
    let mut label = format!("{}(", function.name);
    let mut parameters = Vec::new();
    for (index, param) in function.params.iter().enumerate() {
        label.push_str(if index > 0 { ", " } else { "" });
        let start = label.len();
        label.push_str(&words::parameter(param));
        parameters.push((start..label.len(), param.doc.to_owned()));
    }
    label.push(')');
    let open = function.params.last().is_some_and(|it| it.variadic);
    Some(SignatureHelp {
        label,
        documentation: function.doc.to_owned(),
        active: active(argument, parameters.len(), open),
        parameters,
    })
}

fn active(argument: usize, parameters: usize, open: bool) -> Option<usize> {
    let last = parameters.checked_sub(1)?;
    (argument <= last || open).then_some(argument.min(last))
}
