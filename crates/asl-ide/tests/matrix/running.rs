//! Other notations of the same, and what happens when it runs.

use asl_ide::{Document, Format, SimulateRequest, TestStateRequest};
use serde_json::json;

use crate::actions::{actions, after, titled};
use crate::machine::Variant;
use crate::{Answer, Question, ensure, same};

/// What can be converted to JSONata, as the table calls it.
pub(crate) const PARTS: [(&str, Question); 2] = [
    ("Convert to JSONata: a state", jsonata),
    ("Convert to JSONata: the whole machine", whole_machine),
];

pub(crate) fn notation(variant: Variant) -> Answer {
    let asked = variant.ask();
    let (title, format, start) = if variant.is_yaml() {
        ("Convert to JSON", Format::Json, "\"StartAt\": \"Begin\"")
    } else {
        ("Convert to YAML", Format::Yaml, "StartAt: Begin")
    };
    let action = titled(actions(&asked, asked.selection("StartAt", 0)), title)?;
    let text = after(&asked, &action).text;
    ensure(text.contains(start), || text.clone())?;
    let converted = Document::new(&text, format);
    same(&converted.parse().errors().len(), &0)?;
    same(&converted.model().states().len(), &6)
}

fn jsonata(variant: Variant) -> Answer {
    if variant.is_in_pieces() {
        return Ok(());
    }
    let asked = variant.ask();
    let action = titled(
        actions(&asked, asked.selection("Pack", 2)),
        "Convert state \"Pack\" to JSONata",
    )?;
    let after = after(&asked, &action);
    let text = after.text.as_str();
    ensure(
        text.contains("{% $limit %}") && !text.contains("most.$"),
        || text.to_owned(),
    )?;
    // Nothing else of the document is touched.
    let before = asked.range("Pack", 2).start();
    same(&text.get(..before.into()), &asked.text.get(..before.into()))
}

fn whole_machine(variant: Variant) -> Answer {
    if variant.is_in_pieces() {
        return Ok(());
    }
    let asked = variant.ask();
    let title = "Convert the state machine to JSONata";
    let action = titled(actions(&asked, asked.selection("StartAt", 0)), title)?;
    let after = after(&asked, &action);
    let has_paths = ["$.total", "most.$", "text.$"];
    let left = has_paths.iter().find(|it| after.text.contains(**it));
    ensure(
        left.is_none() && after.text.contains("{% $limit %}"),
        || after.text.clone(),
    )
}

pub(crate) fn simulate(variant: Variant) -> Answer {
    let asked = variant.ask();
    let request = SimulateRequest {
        input: Some(json!({ "total": 7, "count": 2, "floor": 1 })),
        ..SimulateRequest::default()
    };
    let ran = asl_ide::simulate_with(
        &asked.analysis,
        asked.file,
        request,
        &mut asl_scenario::sample::SampleWorker,
    );
    let ran = ran.map_err(|it| it.to_string())?.to_json();
    same(&ran["status"], &json!("SUCCEEDED"))?;
    same(&ran["output"], &json!({ "most": 3 }))
}

pub(crate) fn test_state(variant: Variant) -> Answer {
    let asked = variant.ask();
    let mut request = TestStateRequest {
        offset: Some(asked.at("NumericGreaterThan", 0).offset),
        ..TestStateRequest::default()
    };
    request.request.input = Some(json!({ "total": 700 }).to_string());
    let tested = asl_ide::test_state_with(
        &asked.analysis,
        asked.file,
        request,
        &mut asl_scenario::sample::SampleWorker,
    );
    let tested = tested.map_err(|it| format!("{it:?}"))?;
    same(&tested.response["status"], &json!("SUCCEEDED"))?;
    same(&tested.response["nextState"], &json!("Approve"))
}
