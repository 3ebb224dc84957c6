//! What a Task calls, in steps: a service, an action of it, how the Task waits for the answer. An
//! action brings along what its call needs.

mod query;
mod written;

use asl_catalog::{Action, Pattern, Service, catalog};
use asl_lang::WorkflowType;

use super::insert::Insert;
use super::site::Site;
use super::{CompletionItem, CompletionKind, draft, order, pages};
use crate::words;
use query::{Query, Wanted, label, meant, services, suits, suits_action};
use written::Written;

/// In a longer list an action does not bring along what its call needs: it would take longer than a
/// list may. It is offered again with that once it is written.
const WITH_PARAMETERS: usize = 60;

/// More actions are not listed at once, the nearest to what is written first: the list is asked for again
/// with every letter.
const LISTED: usize = 250;

/// Optimised services that most definitions call, the usual ones first. Counted over public definitions.
const USUAL: &[&str] = &[
    "lambda",
    "dynamodb",
    "states",
    "sns",
    "sqs",
    "events",
    "ecs",
    "http",
    "glue",
    "batch",
    "athena",
    "bedrock",
    "codebuild",
    "sagemaker",
];

/// SDK services come behind all optimised ones.
const SDK_RANK: usize = 200_000;

/// The resources that may stand at the cursor.
pub(super) fn complete(site: &Site<'_>) -> Vec<CompletionItem> {
    let written = Written::at(site);
    let offer = Offer {
        site,
        query: Query::read(&written.typed),
        written,
        workflow: written::workflow(site),
    };
    let mut items = match &offer.query.wanted {
        Wanted::Services(word) => offer.services(word),
        Wanted::Actions(service, word) => offer.actions(service, word),
        Wanted::Words { words, open } => offer.words(words, *open),
    };
    for item in &mut items {
        item.is_partial = true;
    }
    items
}

struct Offer<'a> {
    site: &'a Site<'a>,
    written: Written,
    query: Query,
    workflow: Option<WorkflowType>,
}

impl Offer<'_> {
    fn services(&self, word: &str) -> Vec<CompletionItem> {
        let suited = services().filter_map(|it| Some((suits(it, word)?, it)));
        let items = suited.enumerate().map(|(index, (quality, service))| {
            self.service(service, quality * 3000 + 2 * place(service, index))
        });
        let mut items: Vec<_> = items.collect();
        if word.is_empty() {
            // Right behind the integration of Lambda, which most definitions have instead.
            items.extend(self.own_arns(&self.written.typed, 1));
        }
        items
    }

    /// The actions of one service, or the patterns of the one that is written in whole.
    fn actions(&self, service: &'static Service, word: &str) -> Vec<CompletionItem> {
        let (name, suffix) = word.split_at(word.find('.').unwrap_or(word.len()));
        let exact = service.action(name).filter(|it| it.is_callable());
        if let Some(action) = exact.filter(|_| word.contains('.')) {
            return self.patterns(action, suffix, 0);
        }
        let mut items = exact.map_or(Vec::new(), |it| self.patterns(it, "", 0));
        let words: Vec<_> = name.split(|it: char| !it.is_alphanumeric()).collect();
        let mut others: Vec<_> = service
            .actions()
            .filter(|it| it.is_callable() && Some(*it) != exact)
            .filter_map(|it| Some((suits_action(it, "", &words)?, it)))
            .collect();
        let is_whole = others.len() <= WITH_PARAMETERS;
        if others.len() > LISTED {
            others.sort_by_key(|it| it.0);
            others.truncate(LISTED);
        }
        for (index, (quality, action)) in others.into_iter().enumerate() {
            let rank = 100 + quality * 10_000 + index * Pattern::ALL.len();
            if is_sdk(service) {
                items.push(self.action(action, Pattern::RequestResponse, rank, is_whole));
            } else {
                items.extend(self.patterns(action, "", rank));
            }
        }
        items
    }

    /// An action with each pattern that it may have here.
    fn patterns(&self, action: Action<'static>, suffix: &str, rank: usize) -> Vec<CompletionItem> {
        let allowed = action.patterns().filter(|it| self.is_allowed(*it));
        let suited = allowed.filter(|it| query::has(it.suffix(), suffix));
        let item = |(index, pattern)| self.action(action, pattern, rank + index, true);
        suited.enumerate().map(item).collect()
    }

    fn is_allowed(&self, pattern: Pattern) -> bool {
        let types = pattern.workflow_types();
        self.workflow.is_none_or(|it| types.contains(&it))
    }

    /// Whatever has the words: services by name, actions of the services that are meant.
    fn words(&self, words: &[String], open: bool) -> Vec<CompletionItem> {
        let (found, others) = meant(words);
        let mut items = Vec::new();
        if let ([word], false) = (words, open) {
            items.extend(self.services(word));
            items.extend(self.own_arns(word, 40_000));
            items.extend(self.by_action(word));
        }
        // A word alone may mean any of a service's actions: only the optimised ones are few.
        let is_word = words.len() == 1 && !open;
        for service in found.into_iter().filter(|it| !is_word || !is_sdk(it)) {
            items.extend(self.suited(service, &others));
        }
        items
    }

    /// The optimised actions with that word in their names.
    fn by_action(&self, word: &str) -> Vec<CompletionItem> {
        let services = catalog().optimized_services().iter();
        let others = services.filter(|it| suits(it, word).is_none());
        others.flat_map(|it| self.suited(it, &[word])).collect()
    }

    /// The actions of a service that have all words.
    fn suited(&self, service: &'static Service, words: &[&str]) -> Vec<CompletionItem> {
        let actions: Vec<_> = service
            .actions()
            .filter(|it| it.is_callable())
            .flat_map(|it| self.suited_patterns(it, words))
            .collect();
        let is_whole = actions.len() <= WITH_PARAMETERS;
        let first = 50_000 + if is_sdk(service) { SDK_RANK } else { 0 };
        let item = |(index, (quality, action, pattern)): (usize, (usize, _, _))| {
            let rank = first + quality * 10_000 + place(service, 0) * 100 + index;
            self.action(action, pattern, rank, is_whole)
        };
        actions.into_iter().enumerate().map(item).collect()
    }

    /// Optimised actions with all their patterns; others with a pattern only where a word asks for it.
    fn suited_patterns(
        &self,
        action: Action<'static>,
        words: &[&str],
    ) -> Vec<(usize, Action<'static>, Pattern)> {
        let plain = suits_action(action, "", words);
        let all = !is_sdk(action.service()) || plain.is_none();
        let patterns = action.patterns().filter(|it| self.is_allowed(*it));
        let patterns = patterns.filter(|it| all || it.suffix().is_empty());
        let suited =
            patterns.filter_map(|it| Some((suits_action(action, it.suffix(), words)?, it)));
        suited.map(|(rank, it)| (rank, action, it)).collect()
    }

    fn service(&self, service: &'static Service, rank: usize) -> CompletionItem {
        let label = label(service);
        let resource = format!("{}{label}:", self.query.base);
        let mut item = self.written.step(self.site, &label, rank, &resource);
        item.filter_text = self.filter_text(&label, &resource);
        item.description = Some(service.title().to_owned());
        item.detail = Some(match service.action_count() {
            1 => "1 action".to_owned(),
            count => format!("{count} actions"),
        });
        item.page = Some(pages::of_service(&label));
        item
    }

    fn action(
        &self,
        action: Action<'static>,
        pattern: Pattern,
        rank: usize,
        with_parameters: bool,
    ) -> CompletionItem {
        let usual = action.resource(pattern);
        let short = usual.split_once(":::").map_or(usual.as_str(), |it| it.1);
        let resource = format!("{}{short}", self.query.base);
        let drafted = || {
            let language = self.site.language();
            draft::of_call(action, pattern, language).map(|it| (language.given_in(), it))
        };
        let given = with_parameters.then(drafted).flatten();
        let mut insert = Insert::text(self.site.string_text(&resource));
        insert.append(written::behind(self.site, given));
        let kind = CompletionKind::Action;
        let rank = rank + if action.is_deprecated() { 90_000 } else { 0 };
        let mut item = self.written.whole(self.site, short, kind, rank, insert);
        item.filter_text = self.filter_text(short, &resource);
        item.description = Some(action.service().title().to_owned());
        item.detail = Some(words::pattern(pattern).to_owned());
        item.page = Some(pages::of_resource(&usual));
        item.deprecated = action.is_deprecated();
        item.retrigger = !with_parameters;
        item
    }

    /// Functions and activities by their own ARNs, with the rank of the first one.
    fn own_arns(&self, word: &str, first: usize) -> Vec<CompletionItem> {
        let functions = (
            "lambda function",
            "lambda",
            "function:",
            "FUNCTION",
            "Calls a Lambda function by its own ARN; its input is the state's.",
        );
        let activities = (
            "activity",
            "states",
            "activity:",
            "ACTIVITY",
            "Waits for a worker of one's own that polls the activity.",
        );
        // Who begins with `arn` may mean these.
        let apart = if self.written.typed.is_empty() {
            100
        } else {
            2
        };
        let is_express = self.workflow == Some(WorkflowType::Express);
        let offered = [functions, activities];
        let offered = offered
            .into_iter()
            .filter(|it| !is_express || it.1 == "lambda");
        let beginning = |it: &str| format!("arn:aws:{it}:");
        let suited =
            offered.filter(|it| beginning(it.1).starts_with(word) || query::has(it.0, word));
        let item = |(index, (label, service, kind, name, doc)): (
            usize,
            (&str, &str, &str, &str, &str),
        )| {
            let mut insert = Insert::text(self.written.quote());
            insert.push(beginning(service));
            insert.hole("REGION");
            insert.push(":");
            insert.hole("ACCOUNT");
            insert.push(format!(":{kind}"));
            insert.hole(name);
            insert.push(self.written.quote());
            let kind = CompletionKind::Action;
            let mut item =
                self.written
                    .whole(self.site, label, kind, first + apart * index, insert);
            item.filter_text = self.filter_text(label, &beginning(service));
            item.detail = Some("by its own ARN".to_owned());
            item.documentation = Some(doc.to_owned());
            item
        };
        suited.enumerate().map(item).collect()
    }

    /// Words are matched here, and editors keep what begins with the typed text.
    fn filter_text(&self, label: &str, resource: &str) -> String {
        let (quote, typed) = (self.written.open_quote(), &self.written.typed);
        match () {
            () if typed.is_empty() => format!("{quote}{label} {resource}{quote}"),
            () if self.query.is_arn && resource.starts_with(typed.as_str()) => {
                format!("{quote}{resource}{quote}")
            }
            () => format!("{quote}{typed} {label}{quote}"),
        }
    }
}

fn is_sdk(service: &Service) -> bool {
    service.integration() == asl_catalog::Integration::Sdk
}

/// The place of a service in a list of them.
fn place(service: &Service, index: usize) -> usize {
    if is_sdk(service) {
        return 500 + order::of_sdk_service(service.name(), index);
    }
    let usual = USUAL.iter().position(|it| *it == service.name());
    usual.unwrap_or(USUAL.len() + index)
}
