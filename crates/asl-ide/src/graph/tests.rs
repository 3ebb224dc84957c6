//! What a picture promises: nothing overlaps, ways keep clear of boxes and words, and the writers
//! say the same in three languages.

use asl_syntax::{Format, TextSize};
use expect_test::expect;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Graph, GraphEdge, GraphEdgeKind, GraphNodeKind, Point, Rect, graph};
use crate::{Analysis, Document, FilePosition};

fn drawn(text: &str, format: Format) -> Graph {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    let offset = TextSize::new(0);
    graph(&analysis, FilePosition { file, offset }).expect("there is a machine")
}

const ORDER: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Work" },
        { "Variable": "$.vip", "BooleanEquals": true, "Next": "Work" }
      ],
      "Default": "Done"
    },
    "Work": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Pay", "States": { "Pay": {
          "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
          "Retry": [{ "ErrorEquals": ["States.ALL"] }] } } },
        { "StartAt": "Hold \"on\"", "States": { "Hold \"on\"": { "Type": "Wait", "Seconds": 90, "End": true } } }
      ],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Check" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#;

#[test]
fn as_mermaid() {
    expect![[r#"
        flowchart TD
          n0((" "))
          n1{"Check"}
          subgraph n2 ["Work"]
            subgraph g0 ["Branch 1"]
              n3((" "))
              n4["Pay<br>lambda:invoke"]
              n5(((" ")))
            end
            subgraph g1 ["Branch 2"]
              n6((" "))
              n7("Hold #quot;on#quot;<br>1 min 30 s")
              n8(((" ")))
            end
          end
          n9(["Done"])
          n3 --> n4
          n4 --> n5
          n6 --> n7
          n7 --> n8
          n0 --> n1
          n1 -->|"total #gt; 100<br>vip = true"| n2
          n1 -->|"otherwise"| n9
          n2 -.->|"States.ALL"| n1
          n2 --> n9
    "#]]
    .assert_eq(&drawn(ORDER, Format::Json).to_mermaid());
}

#[test]
fn as_dot() {
    expect![[r#"
        digraph machine {
          compound = true
          node [shape = box, style = rounded, fontname = Helvetica, fontsize = 12]
          edge [fontname = Helvetica, fontsize = 10]
          n0 [shape = circle, label = "", width = 0.2, style = filled]
          n1 [label = "Check", shape = diamond, style = solid]
          subgraph cluster_n2 {
            label = "Work"
            n2 [shape = point, style = invis]
            subgraph cluster_g0 {
              label = "Branch 1"
              n3 [shape = circle, label = "", width = 0.2, style = filled]
              n4 [label = "Pay\nlambda:invoke"]
              n5 [shape = doublecircle, label = "", width = 0.15]
            }
            subgraph cluster_g1 {
              label = "Branch 2"
              n6 [shape = circle, label = "", width = 0.2, style = filled]
              n7 [label = "Hold \"on\"\n1 min 30 s"]
              n8 [shape = doublecircle, label = "", width = 0.15]
            }
          }
          n9 [label = "Done"]
          n3 -> n4
          n4 -> n5
          n6 -> n7
          n7 -> n8
          n0 -> n1
          n1 -> n2 [label = "total > 100\nvip = true", lhead = cluster_n2]
          n1 -> n9 [label = "otherwise"]
          n2 -> n1 [label = "States.ALL", style = dashed, color = firebrick, ltail = cluster_n2]
          n2 -> n9 [ltail = cluster_n2]
        }
    "#]]
    .assert_eq(&drawn(ORDER, Format::Json).to_dot());
}

#[test]
fn as_svg() {
    let svg = drawn(ORDER, Format::Json).to_svg();
    for part in [
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="asl""#,
        r#"<g class="state parallel" data-node="2">"#,
        "<title>Hold &quot;on&quot;</title>",
        r#"<g class="label catch">"#,
        "errors are retried",
        ">total &gt; 100</text>",
        "</svg>\n",
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
}

#[test]
fn the_same_in_yaml() {
    let json = r#"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 5, "Next": "B"}, "B": {"Type": "Pass", "End": true}}}"#;
    let yaml = "StartAt: A\nStates:\n  A: { Type: Wait, Seconds: 5, Next: B }\n  B: { Type: Pass, End: true }\n";
    assert_eq!(
        drawn(json, Format::Json).to_svg(),
        drawn(yaml, Format::Yaml).to_svg()
    );
}

#[test]
fn broken_text_is_drawn_as_far_as_it_goes() {
    let graph = drawn(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Ty"#,
        Format::Json,
    );
    let names: Vec<_> = graph.nodes.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["", "A", "B"]);
    assert_eq!(graph.edges.len(), 2);
}

#[test]
fn the_cursor_finds_the_innermost_state() {
    let graph = drawn(ORDER, Format::Json);
    let at = |text: &str| {
        let offset = ORDER.find(text).expect("it is there") as u32;
        graph
            .node_at(offset.into())
            .map(|it| graph.nodes[it].name.clone())
    };
    assert_eq!(at("lambda:invoke").as_deref(), Some("Pay"));
    assert_eq!(at("Branches").as_deref(), Some("Work"));
    assert_eq!(at("StartAt"), None);
}

#[test]
fn machines_of_every_kind_are_laid_out_well() {
    let folder = asl_testing::binary::repository().join("tests/corpus");
    let files = asl_testing::outside::files(&folder, &["asl.json", "asl.yaml"]);
    assert!(files.len() > 5);
    for (path, text) in files {
        let yaml = path.extension().is_some_and(|it| it == "yaml");
        let graph = drawn(&text, if yaml { Format::Yaml } else { Format::Json });
        assert_eq!(faults(&graph), Vec::<String>::new(), "{}", path.display());
    }
}

proptest! {
    #[test]
    fn random_machines_are_laid_out_well(machine in machine(2)) {
        let graph = drawn(&machine.to_string(), Format::Json);
        prop_assert_eq!(faults(&graph), Vec::<String>::new(), "{}", machine);
        prop_assert_eq!(graph, drawn(&machine.to_string(), Format::Json));
    }
}

/// Machines of a few states that lead anywhere, themselves included.
fn machine(depth: u32) -> BoxedStrategy<Value> {
    (1_usize..8)
        .prop_flat_map(move |count| {
            let states = proptest::collection::vec(state(count, depth), count);
            (states, 0..count)
        })
        .prop_map(|(states, start)| {
            let named = states.into_iter().enumerate();
            let states: Map<_, _> = named.map(|(at, it)| (format!("State {at}"), it)).collect();
            json!({ "StartAt": format!("State {start}"), "States": states })
        })
        .boxed()
}

fn state(count: usize, depth: u32) -> BoxedStrategy<Value> {
    let name = move || (0..count).prop_map(|it| format!("State {it}"));
    let rule = name().prop_map(|it| json!({ "Variable": "$.a", "IsPresent": true, "Next": it }));
    let choice = (proptest::collection::vec(rule, 1..4), name())
        .prop_map(|(rules, other)| json!({ "Type": "Choice", "Choices": rules, "Default": other }));
    let catcher = name().prop_map(|it| json!({ "ErrorEquals": ["States.ALL"], "Next": it }));
    let task = (
        proptest::collection::vec(catcher, 0..3),
        proptest::option::of(name()),
    );
    let task = task.prop_map(|(catchers, next)| match next {
        Some(next) => json!({ "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": next, "Catch": catchers }),
        None => json!({ "Type": "Task", "Resource": "x", "End": true, "Catch": catchers }),
    });
    let simple = prop_oneof![choice, task, Just(json!({ "Type": "Succeed" }))];
    if depth == 0 {
        return simple.boxed();
    }
    let branches = proptest::collection::vec(machine(depth - 1), 1..3);
    let parallel = (branches, name()).prop_map(
        |(branches, next)| json!({ "Type": "Parallel", "Branches": branches, "Next": next }),
    );
    prop_oneof![4 => simple, 1 => parallel].boxed()
}

/// What is wrong with a picture.
fn faults(graph: &Graph) -> Vec<String> {
    let mut faults = Vec::new();
    let picture = Rect {
        x: 0.0,
        y: 0.0,
        width: graph.size.width,
        height: graph.size.height,
    };
    for (at, node) in graph.nodes.iter().enumerate() {
        let around = node.group.map_or(picture, |it| graph.groups[it].place);
        if !around.encloses(&node.place) {
            faults.push(format!("{} leaves its box", node.name));
        }
        let others = graph.nodes[..at].iter().filter(|it| it.group == node.group);
        for other in others.filter(|it| it.place.overlaps(&node.place)) {
            faults.push(format!("{} covers {}", node.name, other.name));
        }
    }
    for group in &graph.groups {
        if !graph.nodes[group.owner].place.encloses(&group.place) {
            faults.push(format!("{} leaves its state", group.title));
        }
    }
    let plates: Vec<_> = graph
        .edges
        .iter()
        .filter_map(|it| Some((it, plate(it)?)))
        .collect();
    for edge in &graph.edges {
        faults.extend(way_faults(graph, edge, &plates));
    }
    for (at, (edge, plate)) in plates.iter().enumerate() {
        let siblings = graph
            .nodes
            .iter()
            .filter(|it| it.group == graph.nodes[edge.from].group);
        if siblings.clone().any(|it| it.place.overlaps(plate)) {
            faults.push(format!("{:?} covers a state", edge.label));
        }
        if plates[..at].iter().any(|it| it.1.overlaps(plate)) {
            faults.push(format!("{:?} covers a label", edge.label));
        }
    }
    faults
}

/// A way touches no state but its own two, and no words but its own.
fn way_faults(graph: &Graph, edge: &GraphEdge, plates: &[(&GraphEdge, Rect)]) -> Vec<String> {
    let mut faults = Vec::new();
    let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
    if edge.points.len() < 2 {
        return vec![format!("no way from {} to {}", from.name, to.name)];
    }
    if edge.from == edge.to {
        return faults;
    }
    for point in samples(&edge.points) {
        let dot = Rect {
            x: point.x - 0.01,
            y: point.y - 0.01,
            width: 0.02,
            height: 0.02,
        };
        for (at, node) in graph.nodes.iter().enumerate() {
            let own = at == edge.from || at == edge.to;
            if !own && node.group == from.group && node.place.overlaps(&dot) {
                faults.push(format!("{} → {} crosses {}", from.name, to.name, node.name));
            }
        }
        for (other, plate) in plates {
            if !std::ptr::eq(*other, edge) && plate.overlaps(&dot) {
                faults.push(format!(
                    "{} → {} crosses {:?}",
                    from.name, to.name, other.label
                ));
            }
        }
    }
    faults.dedup();
    faults
}

fn plate(edge: &GraphEdge) -> Option<Rect> {
    let widest = edge
        .label
        .iter()
        .map(|it| super::layout::width(it, super::layout::SMALL_SIZE));
    let size = super::Size {
        width: widest.fold(0.0, f32::max),
        height: super::layout::LABEL_LINE * edge.label.len() as f32,
    };
    Some(Rect::around(edge.label_place?, size))
}

/// Points on a way, as the picture draws it.
fn samples(points: &[Point]) -> Vec<Point> {
    let curve = |pair: &[Point]| {
        let (from, to) = (pair[0], pair[1]);
        let bend = f32::midpoint(from.y, to.y);
        (0_u8..=20).map(move |step| {
            let t = f32::from(step) / 20.0;
            let mix = |a: f32, b: f32, c: f32, d: f32| {
                let s = 1.0 - t;
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            Point {
                x: mix(from.x, from.x, to.x, to.x),
                y: mix(from.y, bend, bend, to.y),
            }
        })
    };
    points.windows(2).flat_map(curve).collect()
}

#[test]
fn a_beginning_and_an_end_have_no_text() {
    let graph = drawn(ORDER, Format::Json);
    let marks = graph
        .nodes
        .iter()
        .filter(|it| !matches!(it.kind, GraphNodeKind::State(_)));
    assert!(marks.clone().count() == 5 && marks.into_iter().all(|it| it.text.is_none()));
}

/// Ways of errors to one state run together: one of them goes all the way, the others end where they come to it.
#[test]
fn ways_of_errors_run_together() {
    let names = ["A", "B", "C", "D", "E"];
    let mut states = Map::new();
    for pair in names.windows(2) {
        let state = json!({
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": pair[1],
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Failed" }],
        });
        states.insert(pair[0].to_owned(), state);
    }
    states.insert("E".to_owned(), json!({ "Type": "Succeed" }));
    states.insert("Failed".to_owned(), json!({ "Type": "Fail" }));
    let text = json!({ "StartAt": "A", "States": states }).to_string();
    let graph = drawn(&text, Format::Json);
    let caught = graph
        .edges
        .iter()
        .filter(|it| it.kind == GraphEdgeKind::Catch);
    let (joining, through): (Vec<_>, Vec<_>) = caught.partition(|it| it.joins);
    assert!(joining.len() >= 2, "{joining:?}");
    for edge in joining {
        let last = edge.points.last().expect("it goes somewhere");
        let is_met = through.iter().any(|it| it.points.contains(last));
        assert!(is_met, "{last:?} in {through:?}");
    }
}
