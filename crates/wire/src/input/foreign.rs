//! Texts that are no JSON and that people hand in all the same, told by how they look.

use vestibule_iam::document::Document;
use vestibule_iam::json;
use vestibule_iam::message;
use vestibule_iam::problem::{Code, Message, Problem, Severity};
use vestibule_iam::span::Span;

/// How many lines are looked at.
const LINES: usize = 200;

/// What a text is that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Foreign {
    /// A policy in YAML.
    YamlPolicy,
    /// A CloudFormation template in YAML.
    YamlTemplate,
    /// YAML of which no more is known.
    Yaml,
    /// The configuration of Terraform.
    Hcl,
    /// What `terraform plan` prints for people.
    TerraformPlan,
    /// Markdown with a block of code.
    Markdown,
    /// A page of the web.
    Html,
    /// XML.
    Xml,
    /// Values with commas between them, such as the credential report.
    Csv,
    /// An e-mail.
    Mail,
    /// The commands of a terminal, with what they printed.
    Transcript,
    /// The AWS CLI says that nothing was ever configured.
    NothingConfigured,
    /// The AWS CLI says why it failed.
    CliError,
    /// What the AWS CLI prints with `--output table` or `--output text`.
    CliTable,
    /// The source of a program, such as an app of the CDK.
    Program,
    /// A PDF.
    Pdf,
    /// The name of a policy or a principal.
    Arn,
    /// The address of a page.
    Url,
    /// JSON in base64.
    Base64,
}

/// What the text is; `None` for what begins as JSON does, and for what is not known.
pub(crate) fn what(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() || text.starts_with(['{', '[', '"', '\'', '“', '/']) {
        return None;
    }
    let lines = Lines::new(text);
    token(text)
        .or_else(|| lines.of_terminal())
        .or_else(|| lines.of_markup())
        .or_else(|| lines.of_terraform())
        .or_else(|| lines.of_yaml())
        .or_else(|| lines.of_table())
}

/// The one finding on such a text. The code is that of the first thing which is no JSON.
pub(crate) fn problem(document: &Document, foreign: Foreign) -> Problem {
    let what = foreign.name();
    let message = message!("this is {what} and no JSON", what = what);
    let code = not_json(document).map_or(Code::Json(json::Code::Syntax), |first| first.code);
    Problem::new(code, Span::empty(0), message).help(foreign.help())
}

/// The first thing that is no JSON; a byte order mark is no such thing.
pub(crate) fn not_json(document: &Document) -> Option<&Problem> {
    document.problems.iter().find(|problem| {
        problem.code.as_str().starts_with("json-") && problem.code.severity() == Severity::Error
    })
}

impl Foreign {
    /// What it is, as part of a sentence.
    pub(crate) fn name(self) -> Message {
        match self {
            Self::YamlPolicy => message!("a policy in YAML"),
            Self::YamlTemplate => message!("a CloudFormation template in YAML"),
            Self::Yaml => message!("YAML"),
            Self::Hcl => message!("a configuration of Terraform in HCL"),
            Self::TerraformPlan => message!("a plan that Terraform printed for people"),
            Self::Markdown => message!("Markdown"),
            Self::Html => message!("HTML"),
            Self::Xml => message!("XML"),
            Self::Csv => message!("CSV"),
            Self::Mail => message!("an e-mail"),
            Self::Transcript => message!("the transcript of a terminal"),
            Self::NothingConfigured | Self::CliError => {
                message!("an error that the AWS CLI printed")
            }
            Self::CliTable => message!("a table that the AWS CLI printed"),
            Self::Program => message!("the source of a program"),
            Self::Pdf => message!("a PDF"),
            Self::Arn => message!("an ARN"),
            Self::Url => message!("a URL"),
            Self::Base64 => message!("base64"),
        }
    }

    /// What to do.
    pub(crate) fn help(self) -> Message {
        match self {
            Self::YamlPolicy | Self::Yaml => message!(
                "convert it to JSON, for example with `yq -o=json`; the AWS CLI prints JSON with `--output json`"
            ),
            Self::YamlTemplate => message!(
                "convert it to JSON, for example with `cfn-flip`; the policies in a template in JSON are read"
            ),
            Self::Hcl | Self::TerraformPlan => message!(
                "hand in what `terraform show -json` prints of a plan or a state; the policies in it are read"
            ),
            Self::Markdown => message!("hand in only what stands in the block of code"),
            Self::Html | Self::Pdf | Self::Xml => {
                message!("hand in only the policy, copied from it as JSON")
            }
            Self::Csv | Self::CliTable => {
                message!("run the command with `--output json` and hand in what it prints")
            }
            Self::Mail => message!("hand in only the policy that stands in it, or its attachment"),
            Self::Transcript => message!("hand in only what one command printed"),
            Self::NothingConfigured => message!(
                "no resource-based policy was ever configured for this account: leave `resourceBased` out"
            ),
            Self::CliError => {
                message!("run the command again without the error and hand in what it prints")
            }
            Self::Program => message!(
                "hand in what the program makes: the policy as JSON, or the template that `cdk synth` writes"
            ),
            Self::Arn => message!(
                "it only names something; `aws iam get-policy-version` and `aws organizations describe-policy` print policies"
            ),
            Self::Url => message!("no address is followed; download the policy and hand it in"),
            Self::Base64 => message!("decode it first, for example with `base64 -d`"),
        }
    }
}

/// A text that is one word.
fn token(text: &str) -> Option<Foreign> {
    if text.starts_with("%PDF-") {
        return Some(Foreign::Pdf);
    }
    let word = text.lines().next().unwrap_or(text);
    if text.len() > word.len() && !text.starts_with("ey") && !text.starts_with("ew") {
        return None;
    }
    if text.contains(' ') {
        return None;
    }
    let begins = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=-_.\r\n".contains(c);
    if begins(&["arn:"]) {
        Some(Foreign::Arn)
    } else if begins(&["http://", "https://", "s3://"]) {
        Some(Foreign::Url)
    } else if text.len() >= 16 && begins(&["eyJ", "eyA", "ewog", "ewoJ", "ew0K"]) {
        // `{` and a quote or white space.
        text.chars().all(is_base64).then_some(Foreign::Base64)
    } else {
        None
    }
}

/// The first lines that say something: neither empty nor a comment.
struct Lines<'t>(Vec<&'t str>);

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let lines = text.lines().take(LINES).map(str::trim_end);
        Self(lines.filter(|line| !line.is_empty()).collect())
    }

    fn any(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|line| holds(line))
    }

    /// Without the comments of YAML and HCL.
    fn plain(&self) -> impl Iterator<Item = &'t str> {
        let lines = self.0.iter().copied();
        lines.filter(|line| !line.trim_start().starts_with('#'))
    }

    fn of_terminal(&self) -> Option<Foreign> {
        let error = self
            .0
            .iter()
            .find(|line| line.contains("An error occurred (") && line.contains(") when calling"));
        if let Some(error) = error {
            let is_of_sign_in = error.contains("(ResourceNotFoundException)")
                && error.contains("the GetResourcePolicy operation");
            return Some(match is_of_sign_in {
                true => Foreign::NothingConfigured,
                false => Foreign::CliError,
            });
        }
        let failed = |line: &str| {
            line.starts_with("aws: error:") || line.starts_with("Unable to locate credentials")
        };
        if self.any(failed) {
            return Some(Foreign::CliError);
        }
        let prompted = |line: &str| {
            let prompts = ["$ aws ", "% aws ", "> aws ", ">aws "];
            prompts.iter().any(|prompt| line.contains(prompt))
        };
        let is_command = self
            .plain()
            .next()
            .is_some_and(|line| line.starts_with("aws "));
        (is_command || self.any(prompted)).then_some(Foreign::Transcript)
    }

    fn of_markup(&self) -> Option<Foreign> {
        let first = self.0.first()?.trim_start();
        let begins = |start: &str| {
            let begun = first.get(..start.len());
            begun.is_some_and(|begun| begun.eq_ignore_ascii_case(start))
        };
        if begins("<?xml") {
            return Some(Foreign::Xml);
        }
        if begins("<!doctype") || begins("<html") || begins("<!--") || begins("<") {
            return Some(Foreign::Html);
        }
        let headers = [
            "received:",
            "from:",
            "to:",
            "subject:",
            "return-path:",
            "delivered-to:",
            "mime-version:",
            "message-id:",
            "content-type:",
        ];
        let is_header = |line: &&&str| {
            let line = line.to_ascii_lowercase();
            headers.iter().any(|header| line.starts_with(header))
        };
        if self.0.iter().take(20).filter(is_header).count() > 1 {
            return Some(Foreign::Mail);
        }
        if self.any(|line| line.trim_start().starts_with("```")) {
            return Some(Foreign::Markdown);
        }
        let starts = [
            "import ", "const ", "export ", "from ", "package ", "using ", "#!/", "#include",
        ];
        let is_program = starts.iter().any(|start| first.starts_with(start));
        is_program.then_some(Foreign::Program)
    }

    fn of_terraform(&self) -> Option<Foreign> {
        if self.any(|line| line.contains("will perform the following actions")) {
            return Some(Foreign::TerraformPlan);
        }
        let is_block = |line: &str| {
            let mut words = line.split_whitespace();
            let named = matches!(
                words.next(),
                Some("resource" | "data" | "module" | "variable" | "provider" | "output")
            );
            let quoted = words.next().is_some_and(|word| word.starts_with('"'));
            (named && quoted)
                || ["terraform {", "locals {", "statement {"].contains(&line.trim_start())
                || line.contains("jsonencode(")
        };
        self.any(is_block).then_some(Foreign::Hcl)
    }

    fn of_yaml(&self) -> Option<Foreign> {
        let mut lines = self
            .plain()
            .filter(|line| *line != "---" && !line.starts_with("%YAML"));
        let first = lines.next()?;
        key(first)?;
        let goes_on = |line: &str| line.starts_with([' ', '-']) || key(line).is_some();
        if !lines.take(3).all(goes_on) {
            return None;
        }
        let is_type = |line: &str| {
            key(line).is_some_and(|(key, value)| key == "Type" && value.contains("AWS::"))
        };
        let has = |name: &str| {
            self.any(|line| key(line).is_some_and(|(key, _)| key.eq_ignore_ascii_case(name)))
        };
        Some(if has("AWSTemplateFormatVersion") || self.any(is_type) {
            Foreign::YamlTemplate
        } else if has("Statement") || has("Effect") {
            Foreign::YamlPolicy
        } else {
            Foreign::Yaml
        })
    }

    fn of_table(&self) -> Option<Foreign> {
        let (first, second) = (self.0.first()?, self.0.get(1));
        let is_rule = first.len() > 4 && first.chars().all(|c| c == '-' || c == '+');
        let is_below = second.is_some_and(|second| second.starts_with('|'));
        let upper = first.split_once('\t').is_some_and(|(word, _)| {
            word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
        });
        if (is_rule && is_below) || upper {
            return Some(Foreign::CliTable);
        }
        let commas = |line: &str| line.matches(',').count();
        let count = commas(first);
        let even = second.is_some_and(|second| commas(second) == count);
        (count > 1 && even && !first.contains([' ', '{', '('])).then_some(Foreign::Csv)
    }
}

/// The key and the value of a line of YAML.
fn key(line: &str) -> Option<(&str, &str)> {
    let mut line = line.trim_start();
    while let Some(item) = line.strip_prefix("- ") {
        line = item.trim_start();
    }
    let (key, value) = match line.split_once(": ") {
        Some(both) => both,
        None => (line.strip_suffix(':')?, ""),
    };
    let quoted =
        |key: &'_ str, quote: char| key.len() > 2 && key.starts_with(quote) && key.ends_with(quote);
    let plain = |c: char| c.is_alphanumeric() || "_-.:/$*".contains(c);
    let is_key =
        quoted(key, '"') || quoted(key, '\'') || (!key.is_empty() && key.chars().all(plain));
    let is_value = !value.ends_with([',', '{', ';', '(']);
    (is_key && is_value).then(|| (key.trim_matches(['"', '\'']), value.trim()))
}
