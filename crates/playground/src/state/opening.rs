//! Opening workspaces: each beside those that are kept, none over another.

use implicit_clone::unsync::IString;

use super::State;
use super::case_file;
use super::view::NoticeKind;
use super::workspace::Workspace;

impl State {
    /// True for what nobody would miss: nothing, or an example as it came.
    pub fn is_disposable(&self) -> bool {
        self.workspace.is_blank() || self.untouched
    }

    /// True for an example as it came.
    pub fn is_example(&self) -> bool {
        self.untouched && self.workspace.example.is_some()
    }

    /// Opens a workspace, with the usual lists where it has none. Without a name it is known by
    /// its policies; one that another workspace has gets a number.
    pub(super) fn open_named(&mut self, mut workspace: Workspace) {
        if workspace.example.is_none() {
            workspace.name = self.unused_name(&workspace.name);
        }
        workspace.fill_lists(&self.words);
        self.open_workspace(workspace);
    }

    /// One from a link.
    pub(super) fn open_shared(&mut self, workspace: Workspace) {
        let name = self.words.shared.clone();
        self.open_named(Workspace { name, ..workspace });
        let name = self.workspace.name.clone();
        self.notify(NoticeKind::LinkOpened { name });
    }

    pub(super) fn copy_workspace(&mut self) {
        let workspace = Workspace::clone(&self.workspace);
        let own = Some(workspace.name.trim()).filter(|name| !name.is_empty());
        let policies = workspace.policies().named;
        let of_policy = policies.iter().map(|(_, name)| &**name);
        let mut names = own
            .into_iter()
            .chain(of_policy.filter(|name| !name.is_empty()));
        let name = names.next().unwrap_or(&self.words.untitled);
        let name = self.words.copy.replace("{name}", name).into();
        self.open_named(Workspace {
            name,
            example: None,
            ..workspace
        });
    }

    pub(super) fn import_case(&mut self, name: IString, text: &str) {
        match case_file::import(text) {
            Ok((workspace, findings)) => {
                self.open_named(Workspace {
                    name: of_file(&name),
                    ..workspace
                });
                let findings = findings.into();
                self.notify(NoticeKind::Imported { name, findings });
            }
            Err(findings) => {
                let findings = findings.into();
                self.notify(NoticeKind::ImportFailed { name, findings });
            }
        }
    }

    pub(super) fn open_example(&mut self, slug: IString, name: IString, text: &str) {
        match case_file::import(text) {
            Ok((workspace, _)) => {
                self.open_named(Workspace {
                    name,
                    example: Some(slug),
                    ..workspace
                });
                self.untouched = true;
            }
            Err(findings) => {
                let findings = findings.into();
                self.notify(NoticeKind::ImportFailed { name, findings });
            }
        }
    }
}

/// The name of a file without its ending.
fn of_file(name: &IString) -> IString {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned().into(),
        _ => name.clone(),
    }
}
