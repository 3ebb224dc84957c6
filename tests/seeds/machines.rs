//! For every machine of the guides: answers that lead it to its success and to each of its failure ends.

use serde_json::Value;

/// One run of one machine.
pub(crate) struct Case {
    /// The machine: guide and line.
    pub(crate) machine: &'static str,
    /// What the case is about.
    pub(crate) name: &'static str,
    input: &'static str,
    /// `{state: {"Return": …} | {"Throw": …}}`; the other tasks answer with a sample.
    mocks: &'static str,
    /// The wanted status.
    pub(crate) status: &'static str,
    /// The wanted error.
    pub(crate) error: Option<&'static str>,
}

impl Case {
    pub(crate) fn input(&self) -> Value {
        serde_json::from_str(self.input).expect("the input is JSON")
    }

    pub(crate) fn mocks(&self) -> Value {
        serde_json::from_str(self.mocks).expect("the mocks are JSON")
    }
}

const fn good(
    machine: &'static str,
    name: &'static str,
    input: &'static str,
    mocks: &'static str,
) -> Case {
    Case {
        machine,
        name,
        input,
        mocks,
        status: "SUCCEEDED",
        error: None,
    }
}

const fn bad(
    machine: &'static str,
    name: &'static str,
    input: &'static str,
    mocks: &'static str,
    error: Option<&'static str>,
) -> Case {
    Case {
        machine,
        name,
        input,
        mocks,
        status: "FAILED",
        error,
    }
}

const ORDER: &str = r#"{"order": {"id": "o-1", "amount": 20}}"#;

/// All runs.
pub(crate) const CASES: &[Case] = &[
    good(
        "000-268",
        "small order",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": true}, "order": {"id": "o-1", "amount": 20}}}}"#,
    ),
    good(
        "000-268",
        "approved",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": true}, "order": {"id": "o-1", "amount": 2000}}},
            "RequireApproval": {"Return": {"approved": true}}}"#,
    ),
    bad(
        "000-268",
        "rejected",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": true}, "order": {"id": "o-1", "amount": 2000}}},
            "RequireApproval": {"Return": {"approved": false}}}"#,
        Some("OrderRejected"),
    ),
    bad(
        "000-268",
        "invalid",
        ORDER,
        r#"{"ValidateOrder": {"Throw": {"Error": "ValidationError", "Cause": "no"}}}"#,
        Some("ValidationError"),
    ),
    bad(
        "000-268",
        "sold out",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": false}}}}"#,
        Some("OrderFailed"),
    ),
    bad(
        "000-268",
        "not paid",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": true}, "order": {"id": "o-1", "amount": 20}}},
            "ProcessPayment": {"Throw": {"Error": "PaymentFailed", "Cause": "no"}}}"#,
        Some("PaymentFailed"),
    ),
    bad(
        "000-268",
        "payment service down",
        ORDER,
        r#"{"CheckInventory": {"Return": {"inventory": {"available": true}, "order": {"id": "o-1", "amount": 20}}},
            "ProcessPayment": {"Throw": {"Error": "PaymentServiceError", "Cause": "down"}}}"#,
        Some("PaymentServiceError"),
    ),
    good("000-795", "through", "{}", "{}"),
    bad(
        "000-795",
        "not paid",
        "{}",
        r#"{"ProcessPayment": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("Oops"),
    ),
    good("001-161", "opened", "{}", "{}"),
    bad(
        "001-161",
        "bad name",
        "{}",
        r#"{"CheckName": {"Throw": {"Error": "BadName", "Cause": "no"}}}"#,
        Some("BadName"),
    ),
    bad(
        "001-161",
        "not opened",
        "{}",
        r#"{"OpenAccount": {"Throw": {"Error": "Closed", "Cause": "no"}}}"#,
        Some("Closed"),
    ),
    good("003-92", "through", "{}", "{}"),
    bad(
        "003-92",
        "first fails",
        "{}",
        r#"{"FirstState": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("Oops"),
    ),
    good("003-810", "through", "{}", "{}"),
    bad(
        "003-810",
        "second fails",
        "{}",
        r#"{"Step2": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("Oops"),
    ),
    good("003-835", "through", "{}", "{}"),
    bad(
        "003-835",
        "a branch fails",
        "{}",
        r#"{"Branch2": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("Oops"),
    ),
    good("003-876", "no error", "{}", "{}"),
    good(
        "003-876",
        "caught",
        "{}",
        r#"{"TryBlock": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
    ),
    bad(
        "003-876",
        "cleaning up fails",
        "{}",
        r#"{"FinallyBlock": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("Oops"),
    ),
    good(
        "003-908",
        "approved",
        r#"{"request": 1}"#,
        r#"{"SubmitRequest": {"Return": {"request": 1}}}"#,
    ),
    bad(
        "003-908",
        "too late",
        r#"{"request": 1}"#,
        r#"{"SubmitRequest": {"Return": {"request": 1}},
            "WaitForApproval": {"Throw": {"Error": "States.Timeout", "Cause": "late"}}}"#,
        Some("ApprovalTimeout"),
    ),
    good("003-963", "booked", "{}", "{}"),
    bad(
        "003-963",
        "nothing reserved",
        "{}",
        r#"{"ReserveInventory": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("OrderFailed"),
    ),
    bad(
        "003-963",
        "not charged",
        "{}",
        r#"{"ChargePayment": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("OrderFailed"),
    ),
    bad(
        "003-963",
        "not shipped",
        "{}",
        r#"{"CreateShipment": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        Some("OrderFailed"),
    ),
    bad(
        "003-963",
        "not refunded",
        "{}",
        r#"{"CreateShipment": {"Throw": {"Error": "Oops", "Cause": "no"}}, "CompensatePayment": {"Throw": {"Error": "Stuck", "Cause": "no"}}}"#,
        Some("Stuck"),
    ),
    good(
        "003-1183",
        "shipped",
        "{}",
        r#"{"CreateShipment": {"Return": {"confirmation": "on its way"}},
            "SendConfirmation": {"Return": {"orderId": "o-1", "timestamp": "1"}}}"#,
    ),
    bad(
        "003-1183",
        "out of stock",
        "{}",
        r#"{"CheckInventory": {"Throw": {"Error": "Oops", "Cause": "no"}}}"#,
        None,
    ),
    good(
        "003-1295",
        "loaded",
        r#"{"inputPath": "a", "outputPath": "b"}"#,
        "{}",
    ),
    bad(
        "003-1295",
        "job fails",
        r#"{"inputPath": "a", "outputPath": "b"}"#,
        r#"{"StartGlueJob": {"Throw": {"Error": "States.TaskFailed", "Cause": "no"}}}"#,
        Some("States.TaskFailed"),
    ),
];
