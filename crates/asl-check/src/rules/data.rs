//! Members that the data certainly does not have, in both query languages.
//!
//! Only what is closed is spoken of: constants, templates, responses of services, caught errors. What
//! comes from outside may have any member.

use asl_model::Model;
use asl_model::shapes::Miss;
use asl_path::path::is_variable_name;

use super::variables::Ways;
use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::MISSING_MEMBER;

/// The most names that a message lists.
const LISTED: usize = 8;

/// Members that are looked for in vain on every way to the state.
pub(super) fn missing_members(model: &Model, findings: &mut Findings) {
    let mut ways = Ways::new(model);
    // While a name is being typed the data need not be followed: nothing would be said of it.
    if !model.roots().iter().any(|it| ways.all_known(*it)) {
        return;
    }
    for (state, misses) in model.data_flow().misses(model) {
        // A name that no state has may be a way on which the data has the member.
        if !ways.all_known(state.machine()) {
            continue;
        }
        for miss in misses.iter().filter(|it| !is_placeholder(&it.name)) {
            let range = state.to_document(miss.range);
            let known = miss.known.iter().map(String::as_str);
            // In quotes or not, the name stands there as it is.
            let meant = nearest(&miss.name, known).filter(|it| is_variable_name(it));
            let finding = findings.report(&MISSING_MEMBER, range, message(miss, meant));
            if let Some(meant) = meant {
                finding.fix(
                    format!("Change to \"{meant}\""),
                    edits::replace(range, meant),
                );
            }
        }
    }
}

fn message(miss: &Miss, meant: Option<&str>) -> String {
    let name = &miss.name;
    if let Some(meant) = meant {
        return format!("There is no \"{name}\" in this data; did you mean \"{meant}\"?");
    }
    match miss.known.as_slice() {
        [] if miss.of == "object" => format!("There is no \"{name}\" in this data: it is empty"),
        [] => format!("There is no \"{name}\" in this data: it is {}", miss.of),
        known if known.len() <= LISTED => {
            format!(
                "There is no \"{name}\" in this data: it has {}",
                known.join(", ")
            )
        }
        known => {
            let some = known.iter().take(LISTED).map(String::as_str);
            let some = some.collect::<Vec<_>>().join(", ");
            format!("There is no \"{name}\" in this data: it has {some}, …")
        }
    }
}
