//! A picture as SVG: self-contained, with both themes, without scripts.

mod icons;

use std::fmt::Write as _;

use super::layout::{
    HEADER, ICON, LABEL_LINE, NAME_SIZE, PADDING, SMALL_SIZE, TITLE, WIDEST_TEXT, fit, width,
};
use super::{Graph, GraphEdge, GraphEdgeKind, GraphNode, GraphNodeKind, Point, Rect};

const STYLE: &str = include_str!("svg/style.css");
const ARROW: f32 = 7.0;

/// The whole file.
pub(super) fn write(graph: &Graph) -> String {
    let mut svg = Svg::default();
    let (across, down) = (graph.size.width.ceil(), graph.size.height.ceil());
    svg.line(&format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="asl" width="{across}" height="{down}" viewBox="0 0 {across} {down}" role="img">"#
    ));
    svg.line(&format!("<style>\n{STYLE}</style>"));
    svg.line(&format!(
        r#"<rect class="ground" width="{across}" height="{down}"/>"#
    ));
    for (index, node) in graph.nodes.iter().enumerate() {
        svg.node(index, node);
        let groups = graph.groups.iter().filter(|it| it.owner == index);
        groups.for_each(|it| svg.group(&it.title, it.place));
    }
    for edge in &graph.edges {
        svg.edge(edge, graph.nodes[edge.from].reachable);
    }
    for edge in &graph.edges {
        svg.label(edge);
    }
    svg.line("</svg>");
    svg.text
}

#[derive(Default)]
struct Svg {
    text: String,
}

impl Svg {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn node(&mut self, index: usize, node: &GraphNode) {
        let place = node.place;
        let (x, y) = (place.x + place.width / 2.0, place.y + place.height / 2.0);
        match node.kind {
            GraphNodeKind::Start => self.line(&format!(
                r#"<circle class="start" cx="{}" cy="{}" r="6"/>"#,
                number(x),
                number(y)
            )),
            GraphNodeKind::End => {
                let (x, y) = (number(x), number(y));
                self.line(&format!(
                    r#"<g class="end"><circle cx="{x}" cy="{y}" r="6.25"/><circle class="dot" cx="{x}" cy="{y}" r="3"/></g>"#
                ));
            }
            GraphNodeKind::State(kind) => {
                let class = kind
                    .map_or("unknown", asl_lang::StateType::name)
                    .to_lowercase();
                let pale = if node.reachable { "" } else { " pale" };
                self.line(&format!(
                    r#"<g class="state {class}{pale}" data-node="{index}">"#
                ));
                self.card(node);
                self.line("</g>");
            }
        }
    }

    fn card(&mut self, node: &GraphNode) {
        let place = node.place;
        let comment = node
            .comment
            .as_deref()
            .map(|it| format!("\n{it}"))
            .unwrap_or_default();
        self.line(&format!(
            "<title>{}{}</title>",
            escape(&node.name),
            escape(&comment)
        ));
        self.rect("card", place, 9.0);
        let header = HEADER.min(place.height);
        let icon = Point {
            x: place.x + PADDING,
            y: place.y + (header - ICON) / 2.0,
        };
        let kind = match node.kind {
            GraphNodeKind::State(kind) => kind,
            _ => None,
        };
        self.line(&format!(
            r#"<g transform="translate({} {})"><rect class="badge" width="{ICON}" height="{ICON}" rx="6"/><path class="icon" d="{}"/></g>"#,
            number(icon.x),
            number(icon.y),
            icons::path(kind),
        ));
        let x = icon.x + ICON + PADDING;
        let middle = place.y + header / 2.0;
        let name = fit(&node.name, NAME_SIZE, WIDEST_TEXT);
        match &node.detail {
            Some(detail) => {
                self.words("name", x, middle - 3.0, &name);
                let detail = fit(detail, SMALL_SIZE, WIDEST_TEXT);
                self.words("detail", x, middle + 12.0, &detail);
            }
            None => self.words("name", x, middle + 4.5, &name),
        }
        if node.retries {
            let right = place.x + place.width - PADDING - 7.0;
            self.line(&format!(
                r#"<path class="retries" transform="translate({} {})" d="{}"><title>errors are retried</title></path>"#,
                number(right),
                number(middle),
                icons::RETRIES,
            ));
        }
    }

    fn group(&mut self, title: &str, place: Rect) {
        self.rect("group", place, 7.0);
        if !title.is_empty() {
            self.words("title", place.x + 10.0, place.y + TITLE - 4.0, title);
        }
    }

    fn edge(&mut self, edge: &GraphEdge, reachable: bool) {
        let Some((tip, upwards)) = tip(edge) else {
            return;
        };
        let kind = class(edge.kind);
        let pale = if reachable { "" } else { " pale" };
        let way = way(edge, upwards);
        self.line(&format!(r#"<path class="way {kind}{pale}" d="{way}"/>"#));
        if edge.joins {
            return;
        }
        let back = if upwards { ARROW } else { -ARROW };
        self.line(&format!(
            r#"<path class="arrow {kind}{pale}" d="M{} {}l{} {back}h{}z"/>"#,
            number(tip.x),
            number(tip.y),
            -ARROW / 2.0,
            ARROW,
        ));
    }

    fn label(&mut self, edge: &GraphEdge) {
        let Some(middle) = edge.label_place else {
            return;
        };
        let lines = edge.label.len() as f32;
        let widest = edge
            .label
            .iter()
            .map(|it| width(it, SMALL_SIZE))
            .fold(0.0, f32::max);
        let size = super::Size {
            width: widest + 8.0,
            height: lines * LABEL_LINE + 2.0,
        };
        self.line(&format!(r#"<g class="label {}">"#, class(edge.kind)));
        self.rect("plate", Rect::around(middle, size), 4.0);
        for (at, line) in edge.label.iter().enumerate() {
            let y = middle.y + LABEL_LINE * (at as f32 - (lines - 1.0) / 2.0) + 4.0;
            self.words("text", middle.x, y, line);
        }
        self.line("</g>");
    }

    fn rect(&mut self, class: &str, place: Rect, radius: f32) {
        self.line(&format!(
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}" rx="{radius}"/>"#,
            number(place.x),
            number(place.y),
            number(place.width),
            number(place.height),
        ));
    }

    fn words(&mut self, class: &str, x: f32, y: f32, text: &str) {
        self.line(&format!(
            r#"<text class="{class}" x="{}" y="{}">{}</text>"#,
            number(x),
            number(y),
            escape(text)
        ));
    }
}

/// Where the arrow ends, and whether it points upwards.
fn tip(edge: &GraphEdge) -> Option<(Point, bool)> {
    let [.., before, last] = edge.points[..] else {
        return None;
    };
    let round = edge.from == edge.to;
    Some((last, !round && last.y < before.y))
}

/// The path of a way, which ends where the arrow begins.
fn way(edge: &GraphEdge, upwards: bool) -> String {
    let mut points = edge.points.clone();
    let mut path = String::new();
    if let [first, side, last] = points[..]
        && edge.from == edge.to
    {
        let (out, back) = (first.y + 20.0, last.y - 24.0);
        let _ = write!(
            path,
            "M{} {}C{} {out} {} {out} {} {}S{} {back} {} {}",
            first.x,
            first.y,
            first.x,
            side.x,
            side.x,
            side.y,
            last.x,
            last.x,
            last.y - ARROW
        );
        return path;
    }
    if let Some(last) = points.last_mut().filter(|_| !edge.joins) {
        last.y += if upwards { ARROW - 1.0 } else { 1.0 - ARROW };
    }
    for (at, point) in points.iter().enumerate() {
        let (x, y) = (number(point.x), number(point.y));
        let before = at.checked_sub(1).map(|it| points[it]);
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some(before) if (before.x - point.x).abs() < 0.05 => write!(path, "L{x} {y}"),
            Some(before) => {
                let bend = number(f32::midpoint(before.y, point.y));
                write!(path, "C{} {bend} {x} {bend} {x} {y}", number(before.x))
            }
        };
    }
    path
}

fn class(kind: GraphEdgeKind) -> &'static str {
    match kind {
        GraphEdgeKind::Flow => "flow",
        GraphEdgeKind::Choice => "rule",
        GraphEdgeKind::Default => "default",
        GraphEdgeKind::Catch => "catch",
    }
}

/// With one digit after the point at most.
fn number(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to write other control characters.
            '\n' | '\t' => escaped.push(letter),
            letter if letter.is_control() => escaped.push('\u{FFFD}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
