//! JSON pointers to nodes and back (RFC 6901).

use crate::ast::{Root, Value};
use crate::{SyntaxNode, ast};

/// The value that `pointer` names in the first document, or `None`.
pub fn resolve(root: &Root, pointer: &str) -> Option<Value> {
    let mut value = root.value()?;
    for part in pointer.split('/').skip(1) {
        let part = unescape(part);
        value = match value {
            Value::Mapping(mapping) => mapping.get(&part)?.value()?,
            Value::Sequence(sequence) => sequence.items().nth(index(&part)?)?.value()?,
            _ => return None,
        };
    }
    Some(value)
}

/// An array index: digits without a leading zero.
fn index(part: &str) -> Option<usize> {
    let plain = part == "0" || !part.starts_with(['0', '+']);
    part.parse().ok().filter(|_| plain)
}

/// The entry (key and value) that `pointer` names, for diagnostics that mark a key.
pub fn resolve_entry(root: &Root, pointer: &str) -> Option<ast::Entry> {
    let (parent, last) = pointer.rsplit_once('/')?;
    resolve(root, parent)?.as_mapping()?.get(&unescape(last))
}

/// The pointer of a node: the path of keys and indices from its document's value down to it.
pub fn of(node: &SyntaxNode) -> String {
    let mut parts: Vec<String> = node
        .ancestors()
        .filter_map(|node| match node.kind() {
            crate::SyntaxKind::ENTRY => {
                let key = ast::Entry::cast(node)?.key()?;
                Some(escape(&key.text()))
            }
            crate::SyntaxKind::ITEM => Some(ast::Item::cast(node)?.index().to_string()),
            _ => None,
        })
        .collect();
    parts.push(String::new());
    parts.reverse();
    parts.join("/")
}

/// A key as a part of a pointer.
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The key that a part of a pointer stands for.
pub fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
