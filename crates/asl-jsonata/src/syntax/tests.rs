//! Trees, broken and whole, drawn as lists; whose variables are whose.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::*;

fn print(node: &Node, source: &str, depth: usize, page: &mut String) {
    let kind = match &node.kind {
        NodeKind::Binary { operator, .. } => format!("Binary {operator}"),
        NodeKind::Bind(local, _) => format!("Bind ${}", local.name),
        NodeKind::Lambda { parameters, .. } => {
            let names = parameters.iter().map(|it| &source[it.range.clone()]);
            format!("Lambda {}", names.collect::<Vec<_>>().join(" "))
        }
        kind => {
            let text = format!("{kind:?}");
            let end = text.find(|it: char| !it.is_alphanumeric());
            text[..end.unwrap_or(text.len())].to_owned()
        }
    };
    let _ = writeln!(
        page,
        "{:1$}{kind}: {2}",
        "",
        2 * depth,
        &source[node.range.clone()]
    );
    for attached in &node.attached {
        if let Attached::Local(local) = attached {
            let _ = writeln!(
                page,
                "{:1$}@ {2}",
                "",
                2 * depth + 2,
                &source[local.range.clone()]
            );
        }
    }
    for child in node.children() {
        print(child, source, depth + 1, page);
    }
}

fn check_tree(source: &str, expected: &Expect) {
    let tree = parse(source);
    let mut page = String::new();
    print(&tree.root, source, 0, &mut page);
    for error in tree.errors {
        let _ = writeln!(
            page,
            "! {:?} {}",
            &source[error.range.clone()],
            error.message
        );
    }
    expected.assert_eq(&page);
}

fn check_occurrences(source: &str, expected: &Expect) {
    let mut page = String::new();
    for it in occurrences(&parse(source)) {
        let made = it
            .made
            .map_or("outside".to_owned(), |made| made.start.to_string());
        let _ = writeln!(
            page,
            "{}@{} {made}",
            &source[it.range.clone()],
            it.range.start
        );
    }
    expected.assert_eq(&page);
}

#[test]
fn a_path_with_a_filter() {
    check_tree(
        "$states.input.items[price > $limit].name",
        &expect![[r"
        Path: $states.input.items[price > $limit].name
          Variable: $states
          Name: input
          Name: items[price > $limit]
            Binary >: price > $limit
              Path: price
                Name: price
              Variable: $limit
          Name: name
    "]],
    );
}

#[test]
fn functions_and_blocks() {
    check_tree(
        "($double := function($x) { $x * 2 }; [1..3] ~> $map($double))",
        &expect![[r"
            Block: ($double := function($x) { $x * 2 }; [1..3] ~> $map($double))
              Bind $double: $double := function($x) { $x * 2 }
                Lambda $x: function($x) { $x * 2 }
                  Binary *: $x * 2
                    Variable: $x
                    Number: 2
              Apply: [1..3] ~> $map($double)
                Array: [1..3]
                  Binary ..: 1..3
                    Number: 1
                    Number: 3
                Call: $map($double)
                  Variable: $map
                  Variable: $double
        "]],
    );
}

#[test]
fn half_an_expression() {
    check_tree(
        "$states.input.",
        &expect![[r#"
        Path: $states.input.
          Variable: $states
          Name: input
          Error: 
        ! "" Unexpected end of expression
    "#]],
    );
    check_tree(
        "$map($states.input, function($v) {",
        &expect![[r#"
        Call: $map($states.input, function($v) {
          Variable: $map
          Path: $states.input
            Variable: $states
            Name: input
          Lambda $v: function($v) {
            Error: 
        ! "" Expected "}" before end of expression
        ! "" Expected ")" before end of expression
        ! "" Unexpected end of expression
    "#]],
    );
    check_tree(
        "",
        &expect![[r#"
        Error: 
        ! "" Unexpected end of expression
    "#]],
    );
}

#[test]
fn a_placeholder_is_a_variable() {
    check_tree(
        "${Limit} + 1",
        &expect![[r"
        Binary +: ${Limit} + 1
          Variable: ${Limit}
          Number: 1
    "]],
    );
}

#[test]
fn variables_belong_to_blocks_functions_and_paths() {
    check_occurrences(
        "($a := $a + 1; $f := function($n) { $n > 0 ? $f($n - 1) : $a }; $f($a)) & $a",
        &expect![[r"
            $a@1 1
            $a@7 outside
            $f@15 15
            $n@30 30
            $n@36 30
            $f@45 15
            $n@48 30
            $a@58 1
            $f@64 15
            $a@67 1
            $a@74 outside
        "]],
    );
    check_occurrences(
        "$x.items@$i#$at[$at > 0].($i.name & $at)",
        &expect![[r"
        $x@0 outside
        $i@9 9
        $at@12 12
        $at@16 12
        $i@26 9
        $at@36 12
    "]],
    );
}

#[test]
fn the_nodes_around_an_offset() {
    let source = "$sum($states.input.a)";
    let tree = parse(source);
    let chain = tree.root.around(source.find("input").unwrap_or_default());
    let texts: Vec<_> = chain.iter().map(|it| &source[it.range.clone()]).collect();
    assert_eq!(texts, ["$sum($states.input.a)", "$states.input.a", "input"]);
}
