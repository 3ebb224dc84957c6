//! What a rule is: its code, its severity and its page.

use std::fmt;

use crate::table::{ADVICE, RULES};

/// One rule: a row of the table.
///
/// Two rules are equal when their codes are.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, for example `unreachable-state`.
    pub code: &'static str,
    /// How severe a finding is unless the configuration says otherwise.
    pub severity: Severity,
    /// What the rule is about.
    pub group: Group,
    /// One line that says what is wrong.
    pub summary: &'static str,
    /// The code that AWS's own validation gives, where one is known.
    pub aws: Option<&'static str>,
    /// Whether findings may come with a fix.
    pub fixable: bool,
    /// The page: markdown with what and why, a wrong and a right example.
    pub page: &'static str,
}

/// Where a rule's page shows that it holds; the test of the pages runs every example so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notations {
    /// In JSON.
    pub json: bool,
    /// In YAML: JSON is YAML too, but for what is wrong with the notation itself.
    pub yaml: bool,
    /// In a definition with `${Name}` placeholders that a deployment fills in.
    pub template: bool,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses to create the state machine.
    Error,
    /// The machine fails or misbehaves when it runs.
    Warning,
    /// Worth knowing.
    Information,
    /// There is a better way.
    Hint,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The notation: JSON or YAML.
    Syntax,
    /// Fields and their values.
    Structure,
    /// Where execution goes.
    Flow,
    /// Paths, payload templates and intrinsic functions.
    Data,
    /// Expressions in JSONata.
    Jsonata,
    /// Variables: their names, scopes and values.
    Variables,
    /// Retriers and catchers.
    Errors,
    /// Waits, timeouts and how long an execution lives.
    Time,
    /// What Tasks call, and with which parameters.
    Integrations,
    /// Better ways, and the means of this checker.
    Practice,
}

impl Rule {
    /// The rule with that code.
    pub fn find(code: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.code == code)
    }

    /// Whether a finding only advises how to meet what may never come. Definitions are right
    /// without it, and short examples need not follow it.
    pub fn is_advice(&self) -> bool {
        ADVICE.contains(&self)
    }

    /// In which notations the examples of its page stand, or can be read.
    pub fn notations(&self) -> Notations {
        let has = |fence: &str| self.page.lines().any(|it| it == fence);
        let (json, yaml) = (has("```json"), has("```yaml"));
        Notations {
            json,
            yaml: yaml || json && self.group != Group::Syntax,
            template: json || yaml,
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// The page of the rule with that code, as markdown.
pub fn explain(code: &str) -> Option<&'static str> {
    Rule::find(code).map(|rule| rule.page)
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Information, Self::Hint];

    /// The name in settings and reports: `error`, `warning`, `information`, `hint`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Group {
    /// Every group, in the order of the index.
    pub const ALL: [Self; 10] = [
        Self::Syntax,
        Self::Structure,
        Self::Flow,
        Self::Data,
        Self::Jsonata,
        Self::Variables,
        Self::Errors,
        Self::Time,
        Self::Integrations,
        Self::Practice,
    ];

    /// The name in settings and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Flow => "flow",
            Self::Data => "data",
            Self::Jsonata => "jsonata",
            Self::Variables => "variables",
            Self::Errors => "errors",
            Self::Time => "time",
            Self::Integrations => "integrations",
            Self::Practice => "practice",
        }
    }

    /// The name as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Syntax => "Syntax",
            Self::Structure => "Structure",
            Self::Flow => "Flow",
            Self::Data => "Data",
            Self::Jsonata => "JSONata",
            Self::Variables => "Variables",
            Self::Errors => "Errors",
            Self::Time => "Time",
            Self::Integrations => "Integrations",
            Self::Practice => "Practice",
        }
    }
}
