//! What a pointer over a word shows.

use asl_ide::hover;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of, order_at, yaml_at};

fn check(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let answer = hover(&setup.analysis, setup.position());
    let drawn = answer.map_or("nothing".to_owned(), |it| {
        format!("on {}:\n{}\n", &setup.text[it.range], it.info)
    });
    expect.assert_eq(&drawn);
}

#[test]
fn a_state_with_what_leads_in_and_out() {
    check(
        &order_at("\"Default\": \"Pa"),
        &expect![[r#"
            on Pack:
            **Pack** — Pass state

            Puts it into a box

            In:
            * `Check` by default
            * `Approve`

            Out:
            * the end

            Data in: `{total?, ExecutedVersion?, LogResult?, Payload?, StatusCode?, SdkHttpMetadata?, SdkResponseMetadata?, …}`

            Data out: `{total?, ExecutedVersion?, LogResult?, Payload?, StatusCode?, SdkHttpMetadata?, SdkResponseMetadata?, …}`
        "#]],
    );
    check(
        &order_at("    \"Approve"),
        &expect![[r#"
            on Approve:
            **Approve** — Task state

            In:
            * `Check` by choice 1

            Out:
            * `Rejected` on an error, by catcher 1
            * `Pack`

            Data in: `{total: number, …}`

            Data out: `{ExecutedVersion?: string, LogResult?: string, Payload?, StatusCode?: number, SdkHttpMetadata?: object, SdkResponseMetadata?: object}`
        "#]],
    );
    check(
        &yaml_at("  Ch"),
        &expect![[r#"
            on Check:
            **Check** — Choice state

            In:
            * the start of the machine

            Out:
            * `Approve` by choice 1
            * `Pack` by default

            Data out: `{total, …}`
        "#]],
    );
}

#[test]
fn a_state_that_does_not_exist() {
    check(
        r#"{"StartAt": "Gh$0ost", "States": {}}"#,
        &expect![[r#"
        on Ghost:
        There is no state named `Ghost` in this machine.
    "#]],
    );
}

#[test]
fn an_error_name() {
    check(
        &order_at("[\"States.Task"),
        &expect![[r#"
            on States.TaskFailed:
            **States.TaskFailed**

            In `ErrorEquals` it stands for any error but `States.Timeout`; as a raised error, the job behind a Task ended badly.

            A `.sync` job or a nested execution fails, a task token is answered with a failure that has no name, or the role in `Credentials` cannot be taken on.

            | can be caught | can be retried | `States.ALL` matches | `States.TaskFailed` matches |
            |---|---|---|---|
            | yes | yes | yes | yes |

            Whether a retry makes sense depends on what is behind it.
        "#]],
    );
    check(
        &order_at("[\"States.AL"),
        &expect![[r#"
            on States.ALL:
            **States.ALL**

            Stands for any error that can be caught.

            It is never raised; it must be alone in its `ErrorEquals`, and only in the last retrier or catcher.

            It does not stand for `States.Runtime`. The documentation excepts `States.DataLimitExceeded` as well, but recorded executions caught that with it.

            Whether a retry makes sense depends on what is behind it.
        "#]],
    );
}

#[test]
fn a_field() {
    check(
        &order_at("\"Default"),
        &expect![[r#"
        on Default:
        **Default** — name of a state

        The state to go on to when no rule applies. Without it the execution then fails with `States.Runtime`.
    "#]],
    );
    check(
        &yaml_at("Resour"),
        &expect![[r#"
        on Resource:
        **Resource** — required · ARN

        The ARN of what the task calls: a service integration, an AWS SDK action, a Lambda function or an activity. `.sync`, `.sync:2` or `.waitForTaskToken` at its end says what the state waits for.
    "#]],
    );
}

#[test]
fn an_operator_and_a_state_type() {
    check(
        &order_at("\"NumericGre"),
        &expect![[r#"
        on NumericGreaterThan:
        **NumericGreaterThan** — compares with a number

        True when the value at `Variable` is a number and is greater than this one. Texts that look like numbers do not count.

        The other form: `NumericGreaterThanPath`.
    "#]],
    );
    check(
        &order_at("\"Type\": \"Cho"),
        &expect![[r#"
        on Choice:
        **Choice**

        Looks at its input and goes on to the `Next` of the first rule that applies, or to `Default`. It has no `Next` or `End` of its own.
    "#]],
    );
    check(
        &yaml_at("Type: Tas"),
        &expect![[r#"
        on Task:
        **Task**

        Calls something outside the machine: a Lambda function, an AWS service, an activity or an HTTP endpoint. The answer becomes the state's result.
    "#]],
    );
}

#[test]
fn the_schedule_of_a_retrier() {
    check(
        &order_at("\"IntervalSeconds\": 2"),
        &expect![[r#"
        on 2:
        2 s

        Retries 3 times, after 2 s, 4 s, 8 s; 14 s in all.
    "#]],
    );
}

#[test]
fn inside_dynamic_strings() {
    let marked = |value: &str| {
        [
            "{\"States\": {\"A\": {\"Type\": \"Pass\", \"Parameters\": {\"a.$\": \"",
            value,
            "\"}}}}",
        ]
        .concat()
    };
    check(
        &marked("States.Format('x', $$.Exec$0ution.Id)"),
        &expect![[r#"
            on $$.Execution.Id:
            **$$.Execution** — object

            The running execution.
        "#]],
    );
    check(
        &marked("$$.Execution.I$0d"),
        &expect![[r#"
        on $$.Execution.Id:
        **$$.Execution.Id** — text

        The ARN of the execution.

        For example `"arn:aws:states:us-east-1:123456789012:execution:orders:run-1"`
    "#]],
    );
    check(
        &marked("States.MathA$0dd(1, 2)"),
        &expect![[r#"
        on States.MathAdd:
        ```
        States.MathAdd(a, b) → number
        ```

        Adds two whole numbers; a negative one subtracts.

        * `a` (number): A number; it is rounded to a whole one.
        * `b` (number): A number; it is rounded to a whole one.

        `States.MathAdd($.count, 1) → 4`
    "#]],
    );
}

#[test]
fn nothing_where_nothing_is_known() {
    check(
        r#"{"States": {"A": {"Comment": "States.A$0LL"}}}"#,
        &expect!["nothing"],
    );
    check(
        r#"{"States": {"A": {"Type": "Pass", "Result": {"Type": "Ta$0sk"}}}}"#,
        &expect!["nothing"],
    );
}

#[test]
fn a_status_code_of_an_endpoint_has_its_own_name() {
    check(
        r#"
{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Catch": [{"ErrorEquals": ["States.Http.Stat$0usCode.429"]}]}
}}"#,
        &expect![[r#"
            on States.Http.StatusCode.429:
            **States.Http.StatusCode.429**

            An HTTP Task got a status other than 2xx.

            The endpoint answers with that status, for example `States.Http.StatusCode.429`.

            | can be caught | can be retried | `States.ALL` matches | `States.TaskFailed` matches |
            |---|---|---|---|
            | yes | yes | yes | yes |

            The same call may well succeed a little later: worth a retry.
        "#]],
    );
}
