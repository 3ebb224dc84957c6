//! The parts of a Distributed Map.

use std::sync::Arc;

use asl_lang::{QueryLanguage, WorkflowType};
use serde_json::Value;

use super::Compiler;
use super::fields::Fields;
use super::jsonata::Within;
use crate::dataset::{Csv, Format, Headers};
use crate::program::distributed::{
    Batcher, Distributed, Reader, ResultShape, Share, Source, Writer,
};
use crate::program::{Count, Payloads};

/// How the state's query language calls what a service gets.
const PARAMETERS: [&str; 2] = [
    QueryLanguage::JsonPath.given_in(),
    QueryLanguage::Jsonata.given_in(),
];

impl Compiler {
    /// The distributed half of a Map, unless it is an inline one.
    pub(super) fn distributed(
        &mut self,
        fields: &Fields<'_>,
        processor: &Fields<'_>,
    ) -> Option<Distributed> {
        let config = processor.object("ProcessorConfig");
        let config = config.filter(|config| config.text("Mode") == Some("DISTRIBUTED"));
        let Some(config) = config else {
            self.refuse_parts(fields);
            return None;
        };
        Some(Distributed {
            label: fields.text("Label").map(Arc::from),
            workflow: match config.text("ExecutionType") {
                Some("EXPRESS") => WorkflowType::Express,
                _ => WorkflowType::Standard,
            },
            count: self.count(fields, "ToleratedFailureCount"),
            percentage: self.percentage(fields),
            reader: self.reader(fields),
            batcher: self.batcher(fields),
            writer: self.writer(fields),
        })
    }

    fn refuse_parts(&mut self, fields: &Fields<'_>) {
        for field in ["ItemReader", "ItemBatcher", "ResultWriter"] {
            if fields.has(field) {
                let message = format!("Only a Distributed Map may have the field '{field}'");
                self.error(fields.pointer_to(field), message);
            }
        }
    }

    fn percentage(&mut self, fields: &Fields<'_>) -> Option<Share> {
        let field = "ToleratedFailurePercentage";
        if self.has_query(fields, field) {
            let query = self.query(fields, field, Within::STATE);
            return query.map(Share::Query);
        }
        if fields.has(field) {
            return Some(Share::Literal(self.number(fields, field, 0.0)));
        }
        let path = self.path(fields, "ToleratedFailurePercentagePath");
        path.map(Share::Path)
    }

    fn reader(&mut self, state: &Fields<'_>) -> Option<Reader> {
        let fields = state.object("ItemReader")?;
        let config = fields.object("ReaderConfig");
        let resource = fields.text("Resource").unwrap_or_default();
        let source = match action(resource) {
            Some("getObject") => self.object_source(&fields, config.as_ref()),
            Some("listObjectsV2") => self.listing_source(config.as_ref()),
            _ => {
                let message = "An item reader's Resource must be arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2";
                self.error(fields.pointer_to("Resource"), message);
                None
            }
        };
        let most = config.and_then(|config| {
            self.bound(&config, "MaxItems", Within::at("ItemReader/ReaderConfig/"))
        });
        Some(Reader {
            parameters: self.part_payloads(&fields, PARAMETERS, Within::at("ItemReader/")),
            source: source?,
            most,
        })
    }

    fn object_source(
        &mut self,
        fields: &Fields<'_>,
        config: Option<&Fields<'_>>,
    ) -> Option<Source> {
        let Some(config) = config else {
            self.error(
                fields.pointer(),
                "An item reader of s3:getObject needs a 'ReaderConfig' with an 'InputType'",
            );
            return None;
        };
        match (config.text("ManifestType"), config.text("InputType")) {
            (Some("ATHENA_DATA"), _) => self.format(config).map(Source::Unload),
            (Some("S3_INVENTORY"), _) | (_, Some("MANIFEST")) => Some(Source::Inventory),
            _ => self.format(config).map(Source::Object),
        }
    }

    fn listing_source(&mut self, config: Option<&Fields<'_>>) -> Option<Source> {
        let loaded =
            config.filter(|config| config.text("Transformation") == Some("LOAD_AND_FLATTEN"));
        match loaded {
            Some(config) => self.format(config).map(Source::Loaded),
            None => Some(Source::Listing),
        }
    }

    fn format(&mut self, config: &Fields<'_>) -> Option<Format> {
        match config.text("InputType") {
            Some("JSON") => Some(Format::Json {
                pointer: self.items_pointer(config),
            }),
            Some("JSONL") => Some(Format::JsonLines),
            Some("CSV") => self.csv(config).map(Format::Csv),
            Some("PARQUET") => Some(Format::Parquet),
            _ => {
                let message =
                    "The field 'InputType' must be one of CSV, JSON, JSONL, PARQUET, MANIFEST";
                self.error(config.pointer_to("InputType"), message);
                None
            }
        }
    }

    fn items_pointer(&mut self, config: &Fields<'_>) -> Option<String> {
        let pointer = config.text("ItemsPointer")?;
        if !pointer.is_empty() && !pointer.starts_with('/') {
            let message = "A JSON pointer begins with a slash";
            self.error(config.pointer_to("ItemsPointer"), message);
        }
        Some(pointer.to_owned())
    }

    fn csv(&mut self, config: &Fields<'_>) -> Option<Csv> {
        let headers = match config.text("CSVHeaderLocation") {
            Some("FIRST_ROW") => Headers::FirstRow,
            Some("GIVEN") => Headers::Given(names(config.get("CSVHeaders"))),
            _ => {
                let message = "The field 'CSVHeaderLocation' must be FIRST_ROW or GIVEN";
                self.error(config.pointer_to("CSVHeaderLocation"), message);
                return None;
            }
        };
        let delimiter = Csv::delimiter(config.text("CSVDelimiter").unwrap_or("COMMA"));
        if delimiter.is_none() {
            let message =
                "The field 'CSVDelimiter' must be one of COMMA, PIPE, SEMICOLON, SPACE, TAB";
            self.error(config.pointer_to("CSVDelimiter"), message);
        }
        Some(Csv {
            headers,
            delimiter: delimiter?,
        })
    }

    fn batcher(&mut self, state: &Fields<'_>) -> Option<Batcher> {
        let fields = state.object("ItemBatcher")?;
        let within = Within::at("ItemBatcher/");
        Some(Batcher {
            items: self.bound(&fields, "MaxItemsPerBatch", within),
            bytes: self.bound(&fields, "MaxInputBytesPerBatch", within),
            input: self.part_payloads(&fields, ["BatchInput"; 2], within),
        })
    }

    fn writer(&mut self, state: &Fields<'_>) -> Option<Writer> {
        let fields = state.object("ResultWriter")?;
        let exports = fields.has("Resource");
        if exports && action(fields.text("Resource").unwrap_or_default()) != Some("putObject") {
            let message = "A result writer's Resource must be arn:aws:states:::s3:putObject";
            self.error(fields.pointer_to("Resource"), message);
        }
        let config = fields.object("WriterConfig");
        let setting = |name: &str| config.as_ref().and_then(|config| config.text(name));
        let shape = match setting("Transformation") {
            Some("NONE") => ResultShape::Whole,
            Some("COMPACT") => ResultShape::Compact,
            Some("FLATTEN") => ResultShape::Flat,
            // What is documented for a writer without a configuration, and for no writer.
            _ if exports => ResultShape::Whole,
            _ => ResultShape::Compact,
        };
        Some(Writer {
            exports,
            shape,
            lines: setting("OutputType") == Some("JSONL"),
            parameters: self.part_payloads(&fields, PARAMETERS, Within::at("ResultWriter/")),
        })
    }

    /// A number of a part by its field or, found in the data, by `field` + `Path`.
    fn bound(&mut self, fields: &Fields<'_>, field: &str, within: Within<'_>) -> Option<Count> {
        if self.has_query(fields, field) {
            return self.query(fields, field, within).map(Count::Query);
        }
        self.count(fields, field)
    }

    /// A template of a part: its name in JSONPath states, then the one in JSONata states.
    fn part_payloads(
        &mut self,
        fields: &Fields<'_>,
        [path, jsonata]: [&str; 2],
        within: Within<'_>,
    ) -> Option<Payloads> {
        if self.is_jsonata() {
            let template = self.jsonata_template(fields, jsonata, within);
            return template.map(Payloads::Jsonata);
        }
        self.template(fields, path).map(Payloads::JsonPath)
    }
}

/// The action of S3 that a resource names, in any partition.
fn action(resource: &str) -> Option<&str> {
    let (_, action) = resource.split_once(":states:::s3:")?;
    Some(action)
}

fn names(value: Option<&Value>) -> Vec<String> {
    let names = value.and_then(Value::as_array).into_iter().flatten();
    names
        .map(|name| {
            name.as_str()
                .map_or_else(|| name.to_string(), str::to_owned)
        })
        .collect()
}
