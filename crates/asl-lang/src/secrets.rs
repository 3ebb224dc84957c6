//! Actions of AWS services whose response is a secret.

/// An action that answers with a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretAction {
    /// The service as an AWS SDK integration names it.
    pub service: &'static str,
    /// The action as a resource ARN has it.
    pub action: &'static str,
    /// What the response holds, in a few words.
    pub holds: &'static str,
    /// The boolean parameter without which it answers with no secret.
    pub only_with: Option<&'static str>,
}

const fn of(service: &'static str, action: &'static str, holds: &'static str) -> SecretAction {
    SecretAction {
        service,
        action,
        holds,
        only_with: None,
    }
}

const fn decrypted(action: &'static str) -> SecretAction {
    SecretAction {
        only_with: Some("WithDecryption"),
        ..of("ssm", action, "decrypted parameters")
    }
}

/// Source: the API reference of each service, where the members are said to be secret or to be kept safe.
pub static SECRET_ACTIONS: &[SecretAction] = &[
    of("secretsmanager", "getSecretValue", "the secret"),
    of("secretsmanager", "batchGetSecretValue", "the secrets"),
    of("secretsmanager", "getRandomPassword", "the password"),
    decrypted("getParameter"),
    decrypted("getParameters"),
    decrypted("getParametersByPath"),
    decrypted("getParameterHistory"),
    of("sts", "assumeRole", "the credentials of the role"),
    of("sts", "assumeRoleWithSAML", "the credentials of the role"),
    of(
        "sts",
        "assumeRoleWithWebIdentity",
        "the credentials of the role",
    ),
    of("sts", "getSessionToken", "the credentials"),
    of("sts", "getFederationToken", "the credentials"),
    of("iam", "createAccessKey", "the access key"),
    of("kms", "decrypt", "the plaintext"),
    of("kms", "generateDataKey", "the plain key"),
    of("kms", "generateDataKeyPair", "the plain key"),
    of("ecr", "getAuthorizationToken", "the token"),
    of("redshift", "getClusterCredentials", "the password"),
    of("redshiftserverless", "getCredentials", "the password"),
];

/// What a call answers with that should be kept secret; `service` and `action` as a resource ARN has them.
pub fn secret_action(service: &str, action: &str) -> Option<&'static SecretAction> {
    let is_it = |it: &&SecretAction| (it.service, it.action) == (service, action);
    SECRET_ACTIONS.iter().find(is_it)
}

#[cfg(test)]
mod tests {
    use super::{SECRET_ACTIONS, secret_action};

    #[test]
    fn each_is_found_by_its_name() {
        for it in SECRET_ACTIONS {
            assert_eq!(secret_action(it.service, it.action), Some(it));
        }
        assert_eq!(secret_action("ssm", "putParameter"), None);
    }
}
