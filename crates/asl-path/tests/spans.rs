//! Where the parts of paths and functions stand, also in texts that are not finished.

use asl_path::intrinsic::{self, Expr, ExprKind};
use asl_path::path::{self, Criterion, OperandKind, Path, StepKind};
use asl_path::{PathError, TextRange};
use expect_test::{Expect, expect};

fn show(range: TextRange, what: &str, text: &str, indent: usize) -> String {
    let slice = &text[usize::from(range.start())..usize::from(range.end())];
    format!("{:indent$}{range:?} {what} {slice:?}\n", "")
}

fn show_errors(errors: &[PathError], text: &str) -> String {
    errors
        .iter()
        .map(|error| show(error.range, &format!("error: {}", error.message), text, 0))
        .collect()
}

fn show_path(path: &Path, text: &str, indent: usize) -> String {
    let mut shown = show(path.root_range, &format!("{:?}", path.root), text, indent);
    for step in &path.steps {
        let kind = match &step.kind {
            StepKind::Names(names) => {
                let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                format!("Names {names:?}")
            }
            StepKind::Filter(_) => "Filter".to_owned(),
            kind => format!("{kind:?}"),
        };
        shown += &show(step.range, &kind, text, indent);
        if let StepKind::Filter(filter) = &step.kind {
            shown += &filter
                .any
                .iter()
                .flatten()
                .map(|one| show_criterion(one, text, indent + 2))
                .collect::<String>();
        }
    }
    shown
}

fn show_criterion(criterion: &Criterion, text: &str, indent: usize) -> String {
    match criterion {
        Criterion::Exists { path, .. } => show_path(path, text, indent),
        Criterion::Compare { left, right, .. } => [left, right]
            .iter()
            .map(|side| match &side.kind {
                OperandKind::Path(path) => show_path(path, text, indent),
                kind => show(side.range, &format!("{kind:?}"), text, indent),
            })
            .collect(),
    }
}

fn show_expr(expr: &Expr, text: &str, indent: usize) -> String {
    match &expr.kind {
        ExprKind::Call(call) => {
            let args: String = call
                .args
                .iter()
                .map(|arg| show_expr(arg, text, indent + 2))
                .collect();
            show(expr.range, "Call", text, indent)
                + &show(call.name_range, "name", text, indent + 1)
                + &show(call.args_range, "args", text, indent + 1)
                + &args
        }
        ExprKind::Path(path) => {
            show(expr.range, "Path", text, indent) + &show_path(path, text, indent + 1)
        }
        kind => show(expr.range, &format!("{kind:?}"), text, indent),
    }
}

fn check_path(text: &str, expected: &Expect) {
    let parsed = path::parse(text);
    expected.assert_eq(&(show_path(&parsed.value, text, 0) + &show_errors(&parsed.errors, text)));
}

fn check_call(text: &str, expected: &Expect) {
    let parsed = intrinsic::parse(text);
    expected.assert_eq(&(show_expr(&parsed.value, text, 0) + &show_errors(&parsed.errors, text)));
}

#[test]
fn every_kind_of_step() {
    check_path(
        " $.order['line items'][0][1,2][1:][*]..sku ",
        &expect![[r#"
            1..2 Input "$"
            2..8 Names ["order"] ".order"
            8..22 Names ["line items"] "['line items']"
            22..25 Indices([0]) "[0]"
            25..30 Indices([1, 2]) "[1,2]"
            30..34 Slice { from: Some(1), to: None } "[1:]"
            34..37 Wildcard "[*]"
            37..39 Descend ".."
            39..42 Names ["sku"] "sku"
        "#]],
    );
    check_path(
        "$$.Execution.Id",
        &expect![[r#"
        0..2 Context "$$"
        2..12 Names ["Execution"] ".Execution"
        12..15 Names ["Id"] ".Id"
    "#]],
    );
    check_path(
        "$order.lines[(@.length-1)]",
        &expect![[r#"
        0..6 Variable("order") "$order"
        6..12 Names ["lines"] ".lines"
        12..26 FromEnd(-1) "[(@.length-1)]"
    "#]],
    );
}

#[test]
fn filters_have_spans() {
    check_path(
        "$.a[?(@.b == 'x' && !@.c || @.d[0] =~ /é.*/i)].e",
        &expect![[r#"
            0..1 Input "$"
            1..3 Names ["a"] ".a"
            3..47 Filter "[?(@.b == 'x' && !@.c || @.d[0] =~ /é.*/i)]"
              6..7 Current "@"
              7..9 Names ["b"] ".b"
              13..16 Text("x") "'x'"
              21..22 Current "@"
              22..24 Names ["c"] ".c"
              28..29 Current "@"
              29..31 Names ["d"] ".d"
              31..34 Indices([0]) "[0]"
              38..45 Pattern(/é.*/i) "/é.*/i"
            47..49 Names ["e"] ".e"
        "#]],
    );
}

#[test]
fn an_unfinished_step_is_a_place_to_complete() {
    check_path(
        "$.order.",
        &expect![[r#"
        0..1 Input "$"
        1..7 Names ["order"] ".order"
        7..8 Missing "."
        7..8 error: A name is missing after the dot "."
    "#]],
    );
    check_path(
        "$.",
        &expect![[r#"
        0..1 Input "$"
        1..2 Missing "."
        1..2 error: A name is missing after the dot "."
    "#]],
    );
    check_path(
        "$..",
        &expect![[r#"
        0..1 Input "$"
        1..3 Descend ".."
        3..3 Missing ""
        1..3 error: A path cannot end with '..' ".."
    "#]],
    );
    check_path(
        "$$.",
        &expect![[r#"
        0..2 Context "$$"
        2..3 Missing "."
        2..3 error: A name is missing after the dot "."
    "#]],
    );
    check_path(
        "$.order[",
        &expect![[r#"
        0..1 Input "$"
        1..7 Names ["order"] ".order"
        7..8 Missing "["
        7..8 error: This bracket is not closed "["
        8..8 error: A name, an index or '*' is missing in the brackets ""
    "#]],
    );
    check_path(
        "$.order['li",
        &expect![[r#"
        0..1 Input "$"
        1..7 Names ["order"] ".order"
        7..11 Names ["li"] "['li"
        7..8 error: This bracket is not closed "["
        8..9 error: This quote is not closed "'"
    "#]],
    );
    check_path(
        "$.order[?(@.",
        &expect![[r#"
        0..1 Input "$"
        1..7 Names ["order"] ".order"
        7..12 Filter "[?(@."
          10..11 Current "@"
          11..12 Missing "."
        7..8 error: This bracket is not closed "["
        8..12 error: The parentheses of this filter do not match "?(@."
        8..12 error: A filter is written [?(…)] "?(@."
        11..12 error: A name is missing after the dot "."
    "#]],
    );
}

#[test]
fn reading_goes_on_after_an_error() {
    check_path(
        "$.a b.c",
        &expect![[r#"
        0..1 Input "$"
        1..3 Names ["a"] ".a"
        4..5 Names ["b"] "b"
        5..7 Names ["c"] ".c"
        3..4 error: A blank cannot stand here; a name with blanks is written ['like this'] " "
    "#]],
    );
    check_path(
        "order.id",
        &expect![[r#"
        0..0 Input ""
        0..5 Names ["order"] "order"
        5..8 Names ["id"] ".id"
        0..1 error: A path starts with '$' "o"
    "#]],
    );
    check_path(
        "$.a[\"b\"][x].c",
        &expect![[r#"
        0..1 Input "$"
        1..3 Names ["a"] ".a"
        3..8 Names ["b"] "[\"b\"]"
        8..11 Missing "[x]"
        11..13 Names ["c"] ".c"
        4..7 error: Names in brackets stand in single quotes "\"b\""
        9..10 error: Expected a quoted name, an index, a slice, '*' or a filter in the brackets "x"
    "#]],
    );
    check_path(
        "$var-name.a",
        &expect![[r#"
        0..4 Variable("var") "$var"
        4..9 Names ["-name"] "-name"
        9..11 Names ["a"] ".a"
        4..5 error: Expected '.' or '[' here "-"
    "#]],
    );
}

#[test]
fn calls_have_spans() {
    check_call(
        "States.Format('Hi {}, \\'{}\\' \\{\\}', $.name, States.ArrayLength($x[?(@.a == ',')]))",
        &expect![[r#"
            0..82 Call "States.Format('Hi {}, \\'{}\\' \\{\\}', $.name, States.ArrayLength($x[?(@.a == ',')]))"
             0..13 name "States.Format"
             13..82 args "('Hi {}, \\'{}\\' \\{\\}', $.name, States.ArrayLength($x[?(@.a == ',')]))"
              14..34 String(StringLiteral { text: "Hi {}, '{}' {}", placeholders: [3, 8], lone_brace: None }) "'Hi {}, \\'{}\\' \\{\\}'"
              36..42 Path "$.name"
               36..37 Input "$"
               37..42 Names ["name"] ".name"
              44..81 Call "States.ArrayLength($x[?(@.a == ',')])"
               44..62 name "States.ArrayLength"
               62..81 args "($x[?(@.a == ',')])"
                63..80 Path "$x[?(@.a == ',')]"
                 63..65 Variable("x") "$x"
                 65..80 Filter "[?(@.a == ',')]"
                   68..69 Current "@"
                   69..71 Names ["a"] ".a"
                   75..78 Text(",") "','"
        "#]],
    );
    check_call(
        "States.Array(1, -2.5, true, null , $$.State.Name)",
        &expect![[r#"
            0..49 Call "States.Array(1, -2.5, true, null , $$.State.Name)"
             0..12 name "States.Array"
             12..49 args "(1, -2.5, true, null , $$.State.Name)"
              13..14 Number(Number(1)) "1"
              16..20 Number(Number(-2.5)) "-2.5"
              22..26 Bool(true) "true"
              28..32 Null "null"
              35..48 Path "$$.State.Name"
               35..37 Context "$$"
               37..43 Names ["State"] ".State"
               43..48 Names ["Name"] ".Name"
        "#]],
    );
}

#[test]
fn calls_that_are_nested_too_deep_are_nothing_else() {
    for close in ["", ")"] {
        let text = format!("{}1{}", "States.Array(".repeat(3_000), close.repeat(3_000));
        let errors = intrinsic::parse(&text).errors;
        let messages: Vec<&str> = errors.iter().map(|error| &*error.message).collect();
        assert_eq!(messages, ["Functions can be nested 10 deep"], "{close}");
    }
}

#[test]
fn unfinished_calls_are_places_to_complete() {
    check_call(
        "States.",
        &expect![[r#"
        0..7 Call "States."
         0..7 name "States."
         7..7 args ""
        0..7 error: Expected a function with its arguments in parentheses "States."
    "#]],
    );
    check_call(
        "States.Format(",
        &expect![[r#"
        0..14 Call "States.Format("
         0..13 name "States.Format"
         13..14 args "("
          14..14 Missing ""
        13..14 error: This parenthesis is not closed "("
        14..14 error: An argument is missing here ""
    "#]],
    );
    check_call(
        "States.Format('a {}', ",
        &expect![[r#"
        0..22 Call "States.Format('a {}', "
         0..13 name "States.Format"
         13..22 args "('a {}', "
          14..20 String(StringLiteral { text: "a {}", placeholders: [2], lone_brace: None }) "'a {}'"
          22..22 Missing ""
        13..14 error: This parenthesis is not closed "("
        22..22 error: An argument is missing here ""
    "#]],
    );
    check_call(
        "States.Format('a {}, $.x)",
        &expect![[r#"
        0..25 Call "States.Format('a {}, $.x)"
         0..13 name "States.Format"
         13..25 args "('a {}, $.x)"
          14..25 String(StringLiteral { text: "a {}, $.x)", placeholders: [2], lone_brace: None }) "'a {}, $.x)"
        13..14 error: This parenthesis is not closed "("
        14..15 error: This text is not closed "'"
    "#]],
    );
    check_call(
        "States.ArrayGetItem($.list[, 1)",
        &expect![[r#"
        0..31 Call "States.ArrayGetItem($.list[, 1)"
         0..19 name "States.ArrayGetItem"
         19..31 args "($.list[, 1)"
          20..27 Path "$.list["
           20..21 Input "$"
           21..26 Names ["list"] ".list"
           26..27 Missing "["
          29..30 Number(Number(1)) "1"
        26..27 error: This bracket is not closed "["
        27..27 error: A name, an index or '*' is missing in the brackets ""
    "#]],
    );
}

#[test]
fn reading_calls_goes_on_after_an_error() {
    check_call(
        "States.Array(1 2, ?, x)",
        &expect![[r#"
        0..23 Call "States.Array(1 2, ?, x)"
         0..12 name "States.Array"
         12..23 args "(1 2, ?, x)"
          13..14 Number(Number(1)) "1"
          18..19 Missing "?"
          21..22 Missing "x"
        15..16 error: Expected ',' or ')' here "2"
        18..19 error: Expected a path, a text in single quotes, a number or a function "?"
        21..22 error: Expected a function with its arguments in parentheses "x"
    "#]],
    );
    check_call(
        "States.Format('\\\"')",
        &expect![[r#"
        0..19 Call "States.Format('\\\"')"
         0..13 name "States.Format"
         13..19 args "('\\\"')"
          14..18 String(StringLiteral { text: "\\\"", placeholders: [], lone_brace: None }) "'\\\"'"
        15..17 error: Only \', \{, \} and \\ are escapes "\\\""
    "#]],
    );
    check_call(
        "States.UUID() now",
        &expect![[r#"
        0..13 Call "States.UUID()"
         0..11 name "States.UUID"
         11..13 args "()"
        14..17 error: Nothing can follow the call "now"
    "#]],
    );
    check_call(
        "12",
        &expect![[r#"
        0..2 Number(Number(12)) "12"
        0..2 error: Expected a function such as States.Format('…') "12"
    "#]],
    );
}

#[test]
fn a_cursor_finds_its_step() {
    let text = "$.order['id'].";
    let path = path::parse(text).value;
    let steps: Vec<Option<usize>> = (0..=14).map(|at| path.step_at(at.into())).collect();
    let root = [None; 2];
    assert_eq!(steps[..2], root);
    assert_eq!(steps[2..8], [Some(0); 6]);
    assert_eq!(steps[8..14], [Some(1); 6]);
    assert_eq!(steps[14], Some(2));
    assert_eq!(path::parse("$..").value.step_at(3.into()), Some(1));
}

#[test]
fn a_cursor_finds_its_argument() {
    let text = "States.Format('a', States.MathAdd(1, $.n), ";
    let expr = intrinsic::parse(text).value;
    let shown: String = [0, 13, 14, 18, 19, 34, 36, 41, 42, 43]
        .map(|at| {
            let call = expr
                .call_at(at.into())
                .map(|(call, index)| (call.name.as_str(), index));
            format!(
                "{at} {call:?} {:?}\n",
                expr.at(at.into()).map(|expr| expr.range)
            )
        })
        .concat();
    expect![[r#"
        0 None Some(0..43)
        13 None Some(0..43)
        14 Some(("States.Format", 0)) Some(14..17)
        18 Some(("States.Format", 1)) Some(0..43)
        19 Some(("States.Format", 1)) Some(19..41)
        34 Some(("States.MathAdd", 0)) Some(34..35)
        36 Some(("States.MathAdd", 1)) Some(19..41)
        41 Some(("States.Format", 1)) Some(19..41)
        42 Some(("States.Format", 2)) Some(0..43)
        43 Some(("States.Format", 2)) Some(43..43)
    "#]]
    .assert_eq(&shown);
}
