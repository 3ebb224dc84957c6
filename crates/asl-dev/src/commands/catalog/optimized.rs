//! A service of the optimised integrations: a few operations of an API, in the API's own spelling,
//! changed by what Step Functions does with them.

use std::collections::{BTreeMap, HashMap};
use std::io;

use asl_catalog::table::{Flags, flag};
use asl_catalog::{Kind, Pattern, names};

use super::drafts::{ActionDraft, Body, MemberDraft, ServiceDraft, ShapeDraft, ShapeDrafts};
use super::inputs::{Inputs, Optimized, OptimizedAction};
use super::lower::{Lowering, Spelling};
use super::model::{Api, Operation};
use super::types::{Field, Type, parse};

/// The metadata that Step Functions adds to a response. Source: recorded executions.
const METADATA: &str = "{SdkHttpMetadata: {AllHttpHeaders: map<list<string>>, \
    HttpHeaders: map<string>, HttpStatusCode: integer}, SdkResponseMetadata: {RequestId: string}}";

/// APIs by their folders in botocore.
pub(crate) type Apis<'m> = BTreeMap<&'m str, &'m Api>;

/// The service with all its actions.
pub(crate) fn service<'m>(
    name: &str,
    optimized: &Optimized,
    apis: &Apis<'m>,
    inputs: &'m Inputs,
) -> io::Result<ServiceDraft> {
    let mut making = Making {
        apis,
        inputs,
        prefix: &optimized.prefix,
        lowerings: HashMap::new(),
        shapes: ShapeDrafts::default(),
    };
    let actions = optimized.actions.iter();
    let actions: Result<Vec<_>, String> = actions
        .map(|(action, it)| {
            making
                .action(action, it)
                .map_err(|why| format!("{name}:{action}: {why}"))
        })
        .collect();
    let actions = actions.map_err(io::Error::other)?;
    Ok(ServiceDraft {
        name: name.to_owned(),
        prefix: optimized.prefix.clone(),
        title: optimized.title.clone(),
        // Every action names its own.
        api: String::new(),
        is_optimized: true,
        is_documented: true,
        actions,
        shapes: making.shapes,
    })
}

struct Making<'m, 'i> {
    apis: &'i Apis<'m>,
    inputs: &'m Inputs,
    prefix: &'i str,
    /// By the folder of the API.
    lowerings: HashMap<&'m str, Lowering<'m>>,
    shapes: ShapeDrafts,
}

/// An operation of an API.
#[derive(Clone, Copy)]
struct Backing<'m> {
    api: &'m Api,
    name: &'m str,
    operation: &'m Operation,
}

/// What types in a text may speak of.
#[derive(Clone, Copy, Default)]
struct Place<'m> {
    backing: Option<Backing<'m>>,
    /// The action's own response, once it is made.
    response: Option<u32>,
}

impl<'m> From<Option<Backing<'m>>> for Place<'m> {
    fn from(backing: Option<Backing<'m>>) -> Self {
        Self {
            backing,
            response: None,
        }
    }
}

impl<'m> Making<'m, '_> {
    fn action(&mut self, name: &str, action: &OptimizedAction) -> Result<ActionDraft, String> {
        let backing = match &action.operation {
            Some(operation) => Some(self.backing(operation)?),
            None => None,
        };
        let request = self.request(action, backing)?;
        let response = self.response(action, backing)?;
        let place = Place { backing, response };
        Ok(ActionDraft {
            name: name.to_owned(),
            flags: flags(action)?,
            request: Some(request),
            response,
            sync_result: self.optional(action.sync.as_deref(), place)?,
            sync2_result: self.optional(action.sync2.as_deref(), place)?,
            operation: Some(backing.map_or_else(String::new, |it| {
                format!("{}/{}", it.api.model.metadata.uid, it.name)
            })),
            errors: self.errors(action, backing),
            successes: action.success.clone().into_iter().collect(),
            ..ActionDraft::default()
        })
    }

    fn backing(&self, operation: &str) -> Result<Backing<'m>, String> {
        let missing = || format!("{operation} is not in botocore");
        let (folder, name) = operation.split_once(':').ok_or_else(missing)?;
        let api = *self.apis.get(folder).ok_or_else(missing)?;
        let (name, operation) = api
            .model
            .operations
            .get_key_value(name)
            .ok_or_else(missing)?;
        Ok(Backing {
            api,
            name,
            operation,
        })
    }

    /// The operation's request: what of it is taken, and what is put in its place or added.
    fn request(
        &mut self,
        action: &OptimizedAction,
        backing: Option<Backing<'m>>,
    ) -> Result<u32, String> {
        let mut members = match backing {
            Some(backing) => self.input(backing),
            None => Vec::new(),
        };
        if let Some(only) = &action.only {
            if let Some(unknown) = only
                .iter()
                .find(|it| !members.iter().any(|m| m.name == **it))
            {
                return Err(format!("the request has no member {unknown}"));
            }
            members.retain(|member| only.contains(&member.name));
        }
        if let Some(text) = &action.request {
            let Type::Structure(fields) = parse(text)? else {
                return Err(format!("{text} is no structure"));
            };
            self.put(&mut members, &fields, backing.into())?;
        }
        Ok(self.structure(members))
    }

    fn input(&mut self, backing: Backing<'m>) -> Vec<MemberDraft> {
        let Some(input) = &backing.operation.input else {
            return Vec::new();
        };
        let id = self.lower(backing.api, &input.shape);
        self.shapes.members(id).to_vec()
    }

    fn response(
        &mut self,
        action: &OptimizedAction,
        backing: Option<Backing<'m>>,
    ) -> Result<Option<u32>, String> {
        let mut members = match (&action.response, backing) {
            (Some(text), _) => {
                let id = self.kind(&parse(text)?, backing.into())?;
                self.shapes.members(id).to_vec()
            }
            (None, Some(backing)) => self.output(backing),
            (None, None) => return Ok(None),
        };
        // Only what goes through an SDK has its metadata.
        if backing.is_some()
            && let Type::Structure(fields) = parse(METADATA)?
        {
            self.put(&mut members, &fields, backing.into())?;
        }
        Ok(Some(self.structure(members)))
    }

    fn output(&mut self, backing: Backing<'m>) -> Vec<MemberDraft> {
        let Some(output) = &backing.operation.output else {
            return Vec::new();
        };
        let id = self.lower(backing.api, &output.shape);
        self.shapes.members(id).to_vec()
    }

    fn optional(&mut self, text: Option<&str>, place: Place<'m>) -> Result<Option<u32>, String> {
        text.map(|text| self.kind(&parse(text)?, place)).transpose()
    }

    /// The number of a shape for a type in the notation of `types.rs`.
    fn kind(&mut self, kind: &Type, place: Place<'m>) -> Result<u32, String> {
        let shape = match kind {
            Type::Plain(kind) => ShapeDraft::plain(*kind),
            Type::List(element) => ShapeDraft {
                body: Body::Element(self.kind(element, place)?),
                ..ShapeDraft::plain(Kind::List)
            },
            Type::Map(value) => {
                let key = self.shapes.share(ShapeDraft::plain(Kind::String));
                ShapeDraft {
                    body: Body::Entries(key, self.kind(value, place)?),
                    ..ShapeDraft::plain(Kind::Map)
                }
            }
            Type::Enum(values) => ShapeDraft {
                body: Body::Values(values.clone()),
                ..ShapeDraft::plain(Kind::String)
            },
            Type::Structure(fields) => {
                let mut members = Vec::new();
                self.put(&mut members, fields, place)?;
                return Ok(self.structure(members));
            }
            Type::Shape { name, without } => {
                return self.api_shape(name, without.as_deref(), place.backing);
            }
            Type::Response { operation, with } => {
                let mut members = self.members_of(operation.as_deref(), place)?;
                self.put(&mut members, with, place)?;
                return Ok(self.structure(members));
            }
        };
        Ok(self.shapes.share(shape))
    }

    /// The members of another operation's response, or of the action's own.
    fn members_of(
        &mut self,
        operation: Option<&str>,
        place: Place<'m>,
    ) -> Result<Vec<MemberDraft>, String> {
        let Some(operation) = operation else {
            let own = place.response.ok_or("there is no response yet")?;
            return Ok(self.shapes.members(own).to_vec());
        };
        let api = place.backing.ok_or("there is no API behind it")?.api;
        let other = self.backing(&format!("{}:{operation}", api.folder))?;
        Ok(self.output(other))
    }

    fn api_shape(
        &mut self,
        name: &str,
        without: Option<&str>,
        backing: Option<Backing<'m>>,
    ) -> Result<u32, String> {
        let api = backing.ok_or("there is no API behind it")?.api;
        let (name, _) = api
            .model
            .shapes
            .get_key_value(name)
            .ok_or_else(|| format!("the API has no shape {name}"))?;
        let id = self.lower(api, name);
        let Some(without) = without else {
            return Ok(id);
        };
        let mut members = self.shapes.members(id).to_vec();
        members.retain(|member| member.name != without);
        Ok(self.structure(members))
    }

    /// Adds members, or puts them in the place of those of their names.
    fn put(
        &mut self,
        members: &mut Vec<MemberDraft>,
        fields: &[Field],
        place: Place<'m>,
    ) -> Result<(), String> {
        for field in fields {
            let member = MemberDraft {
                name: field.name.clone(),
                shape: self.kind(&field.kind, place)?,
                flags: if field.is_required { flag::REQUIRED } else { 0 },
            };
            match members.iter_mut().find(|it| it.name == field.name) {
                Some(old) => *old = member,
                None => members.push(member),
            }
        }
        Ok(())
    }

    fn structure(&mut self, members: Vec<MemberDraft>) -> u32 {
        self.shapes.share(ShapeDraft {
            body: Body::Members(members),
            ..ShapeDraft::plain(Kind::Structure)
        })
    }

    fn lower(&mut self, api: &'m Api, shape: &'m str) -> u32 {
        let overrides = &self.inputs.overrides;
        let lowering = self.lowerings.entry(&api.folder);
        let lowering = lowering.or_insert_with(|| Lowering::new(api, overrides, Spelling::Older));
        lowering.shape(shape, &mut self.shapes)
    }

    /// The operation's errors under the prefix of the integration, then those of the table.
    fn errors(&self, action: &OptimizedAction, backing: Option<Backing<'m>>) -> Vec<String> {
        let modelled = backing.map_or(&[][..], |it| &it.operation.errors[..]);
        let modelled = modelled.iter().filter(|_| !self.prefix.is_empty());
        let mut errors: Vec<_> = modelled
            .map(|error| format!("{}.{}", self.prefix, names::error(&error.shape)))
            .collect();
        for error in &action.errors {
            if !errors.contains(error) {
                errors.push(error.clone());
            }
        }
        errors
    }
}

fn flags(action: &OptimizedAction) -> Result<u32, String> {
    let mut flags = Flags::of_pattern(Pattern::RequestResponse);
    for suffix in &action.patterns {
        let pattern = Pattern::from_suffix(suffix).ok_or(format!("{suffix} is no pattern"))?;
        flags |= Flags::of_pattern(pattern);
    }
    Ok(flags)
}
