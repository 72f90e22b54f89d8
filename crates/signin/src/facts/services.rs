//! The services whose actions a resource control policy may deny. [RCP]

/// A service that resource control policies support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its prefix in actions, as in `signin:Authenticate`.
    pub prefix: &'static str,
    /// What AWS calls it.
    pub name: &'static str,
}

/// Where the list stands; its date in the register of sources is that of this copy.
pub const SOURCES: &[&str] = &["RCP"];

const fn service(prefix: &'static str, name: &'static str) -> Service {
    Service { prefix, name }
}

/// Those that AWS lists, by prefix. The list grows from month to month: that a service is not
/// here does not say that AWS refuses a policy with it, so evaluation does not look at it.
pub const RCP_SERVICES: &[Service] = &[
    service("aoss", "Amazon OpenSearch Serverless"),
    service("appconfig", "AWS AppConfig"),
    service("appstream", "Amazon AppStream"),
    service("autoscaling", "Amazon EC2 Auto Scaling"),
    service("autoscaling-plans", "AWS Auto Scaling"),
    service("budgets", "AWS Budgets"),
    service("clouddirectory", "Amazon Cloud Directory"),
    service("cloudfront", "Amazon CloudFront"),
    service("cloudsearch", "Amazon CloudSearch"),
    service("cloudtrail-data", "AWS CloudTrail Data Service"),
    service("codeartifact", "AWS CodeArtifact"),
    service("codebuild", "AWS CodeBuild"),
    service("codecommit", "AWS CodeCommit"),
    service("codepipeline", "AWS CodePipeline"),
    service("cognito-identity", "Amazon Cognito"),
    service("cognito-idp", "Amazon Cognito User Pools"),
    service("comprehend", "Amazon Comprehend"),
    service("comprehendmedical", "Amazon Comprehend Medical"),
    service("compute-optimizer", "AWS Compute Optimizer"),
    service("cost-optimization-hub", "AWS Cost Optimization Hub"),
    service("dax", "DynamoDB Accelerator"),
    service("dsql", "Amazon Aurora DSQL"),
    service("dynamodb", "Amazon DynamoDB"),
    service("ecr", "Amazon Elastic Container Registry"),
    service("ecr-public", "Amazon Elastic Container Registry Public"),
    service("events", "Amazon EventBridge"),
    service("firehose", "Amazon Data Firehose"),
    service("fis", "AWS Fault Injection Service"),
    service("fms", "AWS Firewall Manager"),
    service("gamelift", "Amazon GameLift Servers"),
    service("health", "AWS Health"),
    service("inspector-scan", "Amazon Inspector Scan"),
    service("kendra", "Amazon Kendra"),
    service("kinesisvideo", "Amazon Kinesis Video Streams"),
    service("kms", "AWS Key Management Service"),
    service("logs", "Amazon CloudWatch Logs"),
    service("memorydb", "Amazon MemoryDB"),
    service("networkmonitor", "Network Synthetic Monitor"),
    service("notifications", "AWS User Notifications"),
    service("opensearch", "Amazon OpenSearch Service"),
    service(
        "pca-connector-ad",
        "AWS Private CA Connector for Active Directory",
    ),
    service("personalize", "Amazon Personalize"),
    service("polly", "Amazon Polly"),
    service("pricing", "AWS Pricing Calculator"),
    service("resource-groups", "AWS Resource Groups"),
    service("rolesanywhere", "IAM Roles Anywhere"),
    service("s3", "Amazon S3"),
    service("secretsmanager", "AWS Secrets Manager"),
    service("servicediscovery", "AWS Cloud Map"),
    service("signin", "AWS Sign-In"),
    service("sqs", "Amazon SQS"),
    service("sts", "AWS Security Token Service"),
    service("support", "AWS Support"),
    service("swf", "Amazon Simple Workflow Service"),
    service("textract", "Amazon Textract"),
    service("timestream-influxdb", "Amazon Timestream for InfluxDB"),
    service("transcribe", "Amazon Transcribe"),
    service("transfer", "AWS Transfer Family"),
    service("translate", "Amazon Translate"),
    service("wafv2", "AWS WAF"),
    service("workspaces", "Amazon WorkSpaces"),
    service("xray", "AWS X-Ray"),
];

/// Whether the list has the service of that prefix, in any case of letters.
pub fn supports_rcps(prefix: &str) -> bool {
    let is_it = |service: &Service| service.prefix.eq_ignore_ascii_case(prefix);
    RCP_SERVICES.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_listed_once_by_prefix() {
        let prefixes: Vec<&str> = RCP_SERVICES.iter().map(|service| service.prefix).collect();
        assert!(prefixes.is_sorted_by(|a, b| a < b), "{prefixes:?}");
        for (prefix, expected) in [("signin", true), ("S3", true), ("ec2", false), ("", false)] {
            assert_eq!(supports_rcps(prefix), expected, "{prefix}");
        }
    }
}
