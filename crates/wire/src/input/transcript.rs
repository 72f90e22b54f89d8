//! What a terminal showed, taken apart: each command, and what it printed.
//!
//! The JSON in a text is found by its brackets alone. The reader of the JSON says what is wrong
//! inside of it.

/// A command with what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    /// The command without its prompt, on one line; `None` for what stands before the first one.
    pub command: Option<String>,
    /// What it printed: one JSON value, or other text; empty where it printed nothing.
    pub output: &'t str,
}

impl Part<'_> {
    /// The value of an option of the command, such as `--policy-id`.
    pub fn option(&self, name: &str) -> Option<&str> {
        let command = self.command.as_deref()?;
        let mut words = command.split_whitespace();
        let value = words.find_map(|word| {
            let rest = word.strip_prefix(name)?;
            match rest.strip_prefix('=') {
                Some(value) => Some(Some(value)),
                None => rest.is_empty().then_some(None),
            }
        })?;
        let value = value.or_else(|| words.next())?;
        Some(value.trim_matches(['"', '\'']))
    }

    /// The program and its subcommand, such as `aws signin get-resource-policy`.
    pub fn name(&self) -> Option<String> {
        let command = self.command.as_deref()?;
        // Options of the AWS CLI itself may stand before the service.
        let mut words = command.split_whitespace().peekable();
        let mut name = vec![words.next()?];
        while let Some(word) = words.next() {
            if word.starts_with('-') {
                if !word.contains('=') && words.peek().is_some_and(|next| !next.starts_with('-')) {
                    words.next();
                }
                continue;
            }
            name.push(word);
            if name.len() == 3 {
                break;
            }
        }
        Some(name.join(" "))
    }

    fn is_json(&self) -> bool {
        self.output.starts_with(['{', '[', '"'])
    }
}

/// The parts of a text that holds commands, blocks of code, or several JSON values one behind
/// the other; `None` for any other text.
pub fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::default();
    let mut rest = text;
    while !rest.is_empty() {
        rest = reader.step(rest);
    }
    reader.end();
    let (parts, marks) = (reader.parts, reader.marks);
    let values = parts.iter().filter(|part| part.is_json()).count();
    let others = parts.iter().any(|part| !part.is_json());
    (marks > 0 || (values > 1 && !others && !reader.is_open)).then_some(parts)
}

/// The text with white space in place of all that is not the one JSON value in it; `None` unless
/// it holds commands or blocks of code, and one value. All places stay.
pub(crate) fn only_value(text: &str) -> Option<String> {
    let plain = text.trim_start_matches('\u{feff}').trim_start();
    if plain.starts_with(['{', '"']) || !(plain.contains("aws ") || plain.contains("```")) {
        return None;
    }
    let parts = parts(text)?;
    let mut values = parts.iter().filter(|part| part.is_json());
    let (value, others) = (values.next()?, values.next());
    if others.is_some() {
        return None;
    }
    let start = (value.output.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let behind = text.get(start + value.output.len()..)?;
    let blank = |c: char| match c {
        '\n' | '\r' => c,
        _ => ' ',
    };
    let blanks = |text: &str| -> String {
        // One for each byte, so that places stay.
        let each = text.chars();
        each.flat_map(|c| std::iter::repeat_n(blank(c), c.len_utf8()))
            .collect()
    };
    Some([&blanks(text.get(..start)?), value.output, &blanks(behind)].concat())
}

#[derive(Default)]
struct Reader<'t> {
    parts: Vec<Part<'t>>,
    /// The command whose output comes next.
    command: Option<String>,
    /// How many commands and blocks of code there are.
    marks: usize,
    /// The last value has no end.
    is_open: bool,
}

impl<'t> Reader<'t> {
    /// Reads a line, a command or a JSON value, and returns what is behind it.
    fn step(&mut self, rest: &'t str) -> &'t str {
        let (line, behind) = split_line(rest);
        if line.trim().is_empty() {
            return behind;
        }
        if line.trim_start().starts_with("```") {
            self.marks += 1;
            return behind;
        }
        let is_empty_prompt = |line: &str| {
            line == "+"
                || (line.ends_with(['$', '%', '#', '>', '❯']) && !line.contains(['"', '{', '<']))
        };
        if (self.marks > 0 || line.contains(['@', '~'])) && is_empty_prompt(line.trim()) {
            return behind;
        }
        if let Some(command) = command(line) {
            self.marks += 1;
            self.end();
            let (command, behind) = continued(command, behind);
            self.command = Some(command);
            return behind;
        }
        let begun = rest.trim_start();
        if begun.starts_with(['{', '[', '"']) {
            let (end, is_whole) = value_end(begun);
            let (value, behind) = begun.split_at(end);
            self.is_open |= !is_whole;
            self.push(value.trim_end());
            return behind;
        }
        self.push(line.trim());
        behind
    }

    fn push(&mut self, output: &'t str) {
        let command = self.command.take();
        self.parts.push(Part { command, output });
    }

    /// The command before this one printed nothing.
    fn end(&mut self) {
        if self.command.is_some() {
            self.push("");
        }
    }
}

fn split_line(text: &str) -> (&str, &str) {
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    text.split_at(end)
}

/// The command of a line that begins with a prompt, or with `aws`.
fn command(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with("aws ") {
        return Some(line);
    }
    // The last is what `set -x` prints.
    for mark in ["$ ", "% ", "> ", "# ", "❯ ", "+ "] {
        let Some((prompt, command)) = line.split_once(mark) else {
            continue;
        };
        let command = command.trim_start();
        let is_bare = match prompt {
            "" => matches!(mark, "$ " | "% " | "❯ "),
            // Who and where.
            _ => prompt.contains(['@', '~']) || prompt.starts_with("PS "),
        };
        let is_prompt = !prompt.contains(['"', '{', '\'', ',']);
        if is_prompt && (command.starts_with("aws ") || (is_bare && !command.is_empty())) {
            return Some(command);
        }
    }
    line.split_once(">aws ")
        .filter(|(prompt, _)| !prompt.contains('"'))
        .and_then(|_| line.get(line.find(">aws ")? + 1..))
}

/// A command with the lines on which it goes on, and what is behind it.
fn continued<'t>(command: &str, mut behind: &'t str) -> (String, &'t str) {
    let goes_on = |line: &str| ['\\', '`', '^'].iter().any(|mark| line.ends_with(*mark));
    let mut whole = command.to_owned();
    while goes_on(&whole) && !behind.is_empty() {
        whole.pop();
        let (line, next) = split_line(behind);
        whole.truncate(whole.trim_end().len());
        whole.push(' ');
        whole.push_str(line.trim().trim_start_matches("> "));
        behind = next;
    }
    (whole, behind)
}

/// Where the value ends that `text` begins with, and whether it has an end. One without an end
/// goes on to the next command.
fn value_end(text: &str) -> (usize, bool) {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    let mut line_start = 0;
    for (at, c) in text.char_indices() {
        if at > 0 && at == line_start && !c.is_whitespace() {
            let (line, _) = split_line(&text[at..]);
            if command(line).is_some() || line.starts_with("```") {
                return (at, false);
            }
        }
        if c == '\n' {
            // No string of JSON has more than one line.
            (in_string, is_escaped) = (false, false);
            line_start = at + 1;
            if depth == 0 {
                return (at, true);
            }
            continue;
        }
        if in_string {
            in_string = is_escaped || c != '"';
            is_escaped = !is_escaped && c == '\\';
        } else {
            match c {
                '"' => in_string = true,
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 && !in_string {
            return (at + c.len_utf8(), true);
        }
    }
    (text.len(), depth == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"{ "Statement": [] }"#;

    fn read(text: &str) -> Vec<(Option<String>, &str)> {
        let parts = parts(text).unwrap_or_default();
        parts
            .into_iter()
            .map(|part| (part.command, part.output))
            .collect()
    }

    #[test]
    fn each_command_has_what_it_printed() {
        let described = "{\n    \"Policy\": {\n        \"Content\": \"{ \\\"a\\\": 1 }\"\n    }\n}";
        let rows = [
            ("bash", "$ "),
            ("zsh", "alice@laptop ~ % "),
            ("CloudShell", "[cloudshell-user@ip-10-1-2-3 ~]$ "),
            ("root", "root@host:/# "),
            ("PowerShell", "PS C:\\Users\\alice> "),
            ("Windows", "C:\\Users\\alice>"),
            ("traced", "+ "),
            ("none", ""),
        ];
        for (title, prompt) in rows {
            let text = format!(
                "{prompt}aws signin get-resource-policy\n{POLICY}\n\n{prompt}aws organizations describe-policy \\\n    --policy-id p-1\n{described}\n{prompt}aws sts get-caller-identity --query Account\n\"111122223333\"\n{prompt}aws signin list-sessions\n{prompt}"
            );
            let parts = read(&text);
            let expected = [
                ("aws signin get-resource-policy", POLICY),
                (
                    "aws organizations describe-policy --policy-id p-1",
                    described,
                ),
                (
                    "aws sts get-caller-identity --query Account",
                    "\"111122223333\"",
                ),
                ("aws signin list-sessions", ""),
            ];
            let expected = expected.map(|(command, output)| (Some(command.to_owned()), output));
            assert_eq!(parts, expected, "{title}");
        }
    }

    #[test]
    fn prompts_with_other_commands_are_no_json() {
        let prompt = "[cloudshell-user@ip-10-1-2-3 ~]$";
        let text = format!(
            "{prompt}\n{prompt} id=$(aws sts get-caller-identity --query Account --output text)\n{prompt} while true; do\n>   (set -x; aws organizations list-parents --child-id $id)\n> done\n+ aws organizations list-parents --child-id 111122223333\n{POLICY}\n{prompt}\n"
        );
        let values: Vec<&str> = read(&text).into_iter().map(|(_, output)| output).collect();
        let json: Vec<&&str> = values
            .iter()
            .filter(|one| one.starts_with(['{', '[']))
            .collect();
        assert_eq!(json, [&POLICY], "{values:#?}");
        let last = parts(&text).unwrap();
        let of_policy = last.iter().find(|part| part.output == POLICY).unwrap();
        assert_eq!(of_policy.option("--child-id"), Some("111122223333"));
    }

    #[test]
    fn other_text_is_kept_apart_from_json() {
        let text = format!(
            "Last login: today\n$ cd policies\n$ cat office.json\n{POLICY}\n$ aws signin get-resource-policy\n\nAn error occurred (X) when calling the GetResourcePolicy operation: no\n$ aws signin put-resource-permission-statement --source-ip 203.0.113.0/24\n$ aws signin get-resource-policy\n{{ \"Statement\": [\n$ "
        );
        let said = "An error occurred (X) when calling the GetResourcePolicy operation: no";
        let put = "aws signin put-resource-permission-statement --source-ip 203.0.113.0/24";
        let get = "aws signin get-resource-policy";
        let expected = [
            (None, "Last login: today"),
            (Some("cd policies"), ""),
            (Some("cat office.json"), POLICY),
            (Some(get), said),
            (Some(put), ""),
            (Some(get), "{ \"Statement\": [\n$"),
        ];
        let expected = expected.map(|(command, output)| (command.map(ToOwned::to_owned), output));
        assert_eq!(read(&text), expected);
    }

    #[test]
    fn several_values_and_blocks_of_code_are_parts() {
        let two = format!("{POLICY}\n\n{POLICY}\n");
        assert_eq!(read(&two), [(None, POLICY), (None, POLICY)]);
        let block = format!("Ours:\n\n```json\n{POLICY}\n```\n");
        assert_eq!(read(&block), [(None, "Ours:"), (None, POLICY)]);
        let rows = [
            ("one", POLICY.to_owned()),
            ("cut", format!("{POLICY}\n{{ \"a\": [")),
            (
                "an early bracket",
                format!("{POLICY},\n{{ \"a\": 1 }}\n]}}"),
            ),
            ("YAML", "Version: 1\nStatement: []\n".to_owned()),
            ("a comment", format!("# ours\n{POLICY}")),
            ("nothing", String::new()),
        ];
        for (title, text) in rows {
            assert_eq!(parts(&text), None, "{title}");
        }
    }

    #[test]
    fn the_only_value_stays_where_it_is() {
        let text = format!("[é@host ~]$ aws signin get-resource-policy\r\n{POLICY}\n$ exit\n");
        let alone = only_value(&text).unwrap();
        assert_eq!(alone.trim(), POLICY);
        assert_eq!(alone.len(), text.len());
        assert_eq!(alone.find('{'), text.find('{'));
        assert_eq!(alone.lines().count(), text.lines().count());
        for other in [POLICY, "aws signin get-resource-policy", "", "[1] aws "] {
            assert_eq!(only_value(other), None, "{other}");
        }
        let two = format!("$ aws a b\n{POLICY}\n$ aws a b\n{POLICY}\n");
        assert_eq!(only_value(&two), None);
    }

    #[test]
    fn options_and_names_are_read() {
        let part = |command: &str| Part {
            command: Some(command.to_owned()),
            output: "",
        };
        let one = part("aws --profile audit organizations describe-policy --policy-id 'p-1'");
        assert_eq!(one.name().unwrap(), "aws organizations describe-policy");
        assert_eq!(one.option("--policy-id"), Some("p-1"));
        let other = part("aws organizations list-targets-for-policy --policy-id=p-2 --output json");
        assert_eq!(other.option("--policy-id"), Some("p-2"));
        assert_eq!(other.option("--policy"), None);
        assert_eq!(other.option("--region"), None);
    }
}
