//! The index of the rules' pages, made from the table.

use std::fmt::Write as _;

use crate::{Group, RULES, Rule};

/// The text of `rules/README.md`: every rule in its group, with a link to its page.
pub fn index() -> String {
    let mut page = String::from(
        "<!-- Made by `cargo dev generate` from the table in src/table.rs. -->\n\n# Rules\n\n\
         Errors are what AWS refuses when the state machine is created; warnings are what fails or \
         misbehaves when it runs; hints are better ways. Every page has a wrong and a right example, \
         and the tests run both, in each notation that is ticked and with `${Name}` placeholders around \
         them where *template* is. `asl check --explain CODE` prints a page.\n",
    );
    for group in Group::ALL {
        let _ = write!(page, "\n## {}\n\n", group.title());
        page.push_str(
            "| code | severity | what is wrong | AWS says | JSON | YAML | template | quick fix |\n",
        );
        page.push_str("|---|---|---|---|---|---|---|---|\n");
        for rule in RULES.iter().filter(|it| it.group == group) {
            page.push_str(&row(rule));
        }
    }
    page
}

fn row(rule: &Rule) -> String {
    let aws = rule.aws.map_or(String::new(), |it| format!("`{it}`"));
    let notations = rule.notations();
    let ticks = [
        notations.json,
        notations.yaml,
        notations.template,
        rule.fixable,
    ];
    let ticks = ticks.map(|it| if it { "✓" } else { "" }).join(" | ");
    let (code, summary) = (rule.code, rule.summary);
    format!(
        "| [{code}]({code}.md) | {} | {summary} | {aws} | {ticks} |\n",
        rule.severity
    )
}
