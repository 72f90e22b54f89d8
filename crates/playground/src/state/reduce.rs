//! What an action does to the state.

use std::rc::Rc;

use super::action::Action;
use super::grid::Place;
use super::history::Typing;
use super::results::Progress;
use super::view::{Dialog, NoticeKind, Panel, Tab};
use super::workspace::Workspace;
use super::{State, Step, visible};
use crate::evaluate::answer::Question;

impl State {
    /// The state that `action` makes of it.
    #[must_use]
    pub fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        state.act(action);
        Rc::new(state)
    }

    /// What `action` makes of it.
    pub fn act(&mut self, action: Action) {
        let before = visible::Basis::of(self);
        if !self.is_news(&action) {
            return;
        }
        self.stamp += 1;
        self.apply(action);
        self.follow_topic();
        if !before.is_that_of(self) {
            self.visible = visible::of(self);
        }
    }

    /// False for what leaves everything as it is shown.
    fn is_news(&mut self, action: &Action) -> bool {
        match action {
            Action::Settled => {
                self.history.settle();
                false
            }
            Action::Cursor(cursor) => self.cursor != *cursor,
            Action::Saved(saved) => self.saved != *saved,
            Action::Stored(store) => self.store != *store,
            Action::Words(words) => self.words != *words,
            Action::InSight(first, count) => self.sight != (*first, *count),
            Action::GridInSight(sight) => self.grid_sight != *sight,
            Action::Settings(settings) => self.settings != *settings,
            Action::MoveBar(bar, to) => self.settings.bars.of(*bar) != Some(*to),
            _ => true,
        }
    }

    fn apply(&mut self, action: Action) {
        let brings = matches!(action, Action::AddDocument(_) | Action::AddDocuments(..));
        self.do_it(action);
        if brings && self.settings.tab == Tab::People {
            self.feed_unasked();
        }
    }

    fn do_it(&mut self, action: Action) {
        match action {
            Action::Rename(name) => self.change(|workspace| {
                workspace.name = name;
                Step::Typed(Typing::Name)
            }),
            Action::Account(edit) => self.change(|workspace| workspace.edit_account(edit)),
            Action::ShowAccount(id) => self.change(|workspace| {
                workspace.show_account(id);
                Step::Own
            }),
            Action::NoIdentity(none) => self.change(|workspace| {
                workspace.no_identity = none;
                Step::Own
            }),
            Action::Reading(id, other) => self.change(|workspace| {
                workspace.readings.retain(|known| *known != id);
                if other {
                    workspace.readings.push(id);
                }
                Step::Own
            }),
            Action::AddDocument(incoming) => self.add_documents(vec![incoming]),
            Action::AddDocuments(incoming) => self.take_in(incoming, &[], Vec::new()),
            Action::TakeIn(incoming, facts, statements) => {
                self.take_in(incoming, &facts, statements);
            }
            Action::Document(id, edit) => self.edit_document(id, edit),
            Action::FillIn(texts, values, account) => self.fill_in(texts, values, account),
            Action::Suppress(suppression) => self.change(|workspace| {
                workspace.suppressions.push(suppression);
                Step::Own
            }),
            Action::TellAccountFact(arn, fact, value) => self.tell_account_fact(&arn, fact, value),
            Action::Declare(change) => self.declare(change),
            Action::LookAtRepairs(of) => self.look_at_repairs(of),
            Action::LookAtRepairsOfRow(id) => self.look_at_repairs_of_row(id),
            Action::Give(needed, value) => self.give(needed, value),
            Action::DraftStatements(draft) => self.draft_statements(draft),
            Action::UseStatements(statements) => self.use_statements(statements),
            Action::PlanRollout(stages) => self.plan_rollout(stages),
            Action::Seen(edit) => self.edit_seen(edit),
            Action::ExplainDenial(text) => self.explain_denial(text),
            Action::AskDoors(asked) => self.ask_doors(*asked),
            Action::ApplyChange(texts) => self.apply_change(&texts),
            Action::TakeBack(index) => self.change(|workspace| {
                if index < workspace.suppressions.len() {
                    workspace.suppressions.remove(index);
                }
                Step::Own
            }),
            Action::RemoveDocument(id) => self.change(|workspace| workspace.remove_document(id)),
            Action::RemoveOrganizationPolicies => self.remove_organization_policies(),
            Action::AddScenario => self.add_scenario(),
            Action::DuplicateScenario(id) => self.duplicate_scenario(id),
            Action::RemoveScenarios(ids) => {
                self.change(|workspace| workspace.remove_scenarios(&ids));
            }
            Action::Scenario(id, edit) => {
                self.change(|workspace| workspace.edit_scenario(id, edit));
            }
            Action::MoveScenario(id, to) => {
                self.change(|workspace| workspace.move_scenario(id, to));
            }
            Action::AddChanged(id, fact, name) => self.add_changed(id, fact, name),
            Action::ShowWitness(claim) => self.show_witness(&claim, false),
            Action::ShowRecorded(line) => self.show_witness(&line, true),
            Action::KeepOrder => self.keep_order(),
            Action::ExpectPresent(ids) => self.expect_present(ids),
            Action::Generate { personas, sites } => self.generate(&personas, &sites),
            Action::AddPersona(kind) => self.add_persona(kind),
            Action::Persona(id, edit) => self.change(|workspace| workspace.edit_persona(id, edit)),
            Action::RemovePersona(id) => self.change(|workspace| {
                workspace.personas.retain(|persona| persona.id != id);
                Step::Own
            }),
            Action::AddSite(kind) => self.add_site(kind),
            Action::Site(id, edit) => self.change(|workspace| workspace.edit_site(id, edit)),
            Action::RemoveSite(id) => self.change(|workspace| {
                workspace.sites.retain(|site| site.id != id);
                Step::Own
            }),
            Action::UsualLists => self.usual_lists(),
            Action::TakeLists(lists) => self.take_lists(lists),
            Action::FeedLists => self.feed_lists(),
            Action::AddLooked => self.add_looked(),
            Action::Undo => {
                let to = self.history.undo(&self.workspace);
                self.travel(to);
            }
            Action::Redo => {
                let to = self.history.redo(&self.workspace);
                self.travel(to);
            }
            Action::TravelIn(document, way) => self.travel_in(document, way),
            other => self.apply_view(other),
        }
    }

    /// What does not change the workspace, or replaces it.
    fn apply_view(&mut self, action: Action) {
        match action {
            Action::OpenWorkspace(workspace, notice) => {
                self.open_named(*workspace);
                notice.into_iter().for_each(|notice| self.notify(notice));
            }
            Action::SwitchTo {
                key,
                workspace,
                untouched,
                undecided,
                history,
            } => {
                self.open_workspace(*workspace);
                self.history = *history;
                self.key = Some(key);
                self.untouched = untouched;
                if let Some(why) = undecided {
                    self.progress = Progress::Stopped { why, earlier: true };
                }
            }
            Action::OpenShared(workspace) => self.open_shared(*workspace),
            Action::NewWorkspace => self.open_named(Workspace::default()),
            Action::CopyWorkspace => self.copy_workspace(),
            Action::Import(edit) => self.edit_import(*edit),
            Action::ImportCase { name, text } => self.import_case(name, &text),
            Action::Example { slug, name, text } => self.open_example(slug, name, &text),
            Action::Keyed(key) => self.key = Some(key),
            Action::Restore(workspace) => {
                self.history.keep(&self.workspace, None);
                self.untouched = false;
                self.replace(Rc::new(*workspace));
                self.open_first();
                self.notify(NoticeKind::Restored);
            }
            Action::Select(selection) => {
                self.select(selection);
                self.open_deciding();
            }
            Action::Open(open) => self.open(open),
            Action::Show(document, range) => self.show_spot(document, range),
            Action::Cursor(cursor) => self.cursor = cursor,
            Action::Filter(filter) => self.filter = filter,
            Action::Sort(sort) => self.sort = sort,
            Action::Panel(panel) => self.panel = panel,
            Action::Tab(tab) => {
                self.show_tab(tab);
                self.panel = Panel::SignIns;
                if tab == Tab::People {
                    self.feed_unasked();
                }
            }
            Action::InSight(first, count) => self.sight = (first, count),
            Action::GridInSight(sight) => self.grid_sight = sight,
            Action::GridFilter(words) => {
                self.grid_filter = words;
                self.grid_whole = false;
            }
            Action::GridWhole(is_wanted) => self.grid_whole = is_wanted,
            Action::LookIn(account, shown) => {
                self.change(|workspace| {
                    workspace.show_account(account);
                    Step::Own
                });
                self.look_from(Place::from(&shown), shown.sample, shown.region);
                self.open_deciding();
            }
            Action::LookAt(place, part) => {
                self.look_at(place, part);
                if self.panel == Panel::Policies {
                    self.panel = Panel::SignIns;
                }
                self.open_deciding();
            }
            Action::Dialog(dialog) => {
                if dialog == Some(Dialog::People) {
                    self.feed_unasked();
                }
                if dialog == Some(Dialog::Add) {
                    // It stands among the policies, and says there what came of it.
                    self.panel = Panel::Policies;
                }
                self.dialog = dialog;
                self.fixing = None;
            }
            Action::Guide(is_asked) => self.is_guide_asked = is_asked,
            Action::ShowRule(code) => self.show_rule(code),
            Action::LookAtFix(problem) => self.look_at_fix(&problem),
            Action::LookAtSafeFixes(document, listed) => {
                self.look_at_safe_fixes(document, &listed);
            }
            Action::ApplyFix => self.apply_fix(),
            Action::Told(told) => self.take_told(&told),
            Action::Compare(base) => {
                self.compare_with(base.map(|base| *base));
                self.ask_comparison();
            }
            Action::ReportOn(about) => self.report_on = about,
            Action::CompareRefused => self.refuse_comparison(),
            Action::Settings(settings) => self.settings = settings,
            Action::MoveBar(bar, to) => self.settings.bars.set(bar, to),
            Action::Words(words) => {
                let other = self.words.language != words.language;
                self.words = words;
                if other {
                    self.forget_rules();
                    self.ask_analysis();
                    self.retry_comparison();
                    self.ask_import();
                }
            }
            Action::AskChanges => {
                self.question = self.selected.map(|selected| Question {
                    scenario: selected.scenario,
                    action: selected.action,
                });
            }
            Action::Notify(kind) => self.notify(kind),
            Action::PutAway(id) => {
                let kept = self.notices.iter().filter(|notice| notice.id != id);
                self.notices = kept.cloned().collect();
            }
            Action::Answer(answer) => {
                Rc::make_mut(&mut self.results).take(&answer, &self.workspace);
                if !answer.more {
                    self.progress = if self.is_stale() {
                        Progress::Pending
                    } else {
                        Progress::Idle
                    };
                    let awaited = std::mem::take(&mut self.awaited);
                    self.expect_present(awaited);
                    self.ask_analysis();
                }
            }
            Action::Late if self.is_stale() && !self.progress.is_stopped() => {
                self.progress = Progress::Late;
            }
            Action::Stopped(why) => {
                let earlier = false;
                self.progress = Progress::Stopped { why, earlier };
            }
            Action::Restarted => self.progress = Progress::Pending,
            Action::Analysed(answer) => self.take_analysis(&answer),
            Action::AnalysisLate(number) => self.analysis_is_late(number),
            Action::AnalysisStopped(number, why) => self.stop_analysis(number, why),
            Action::Analyse => self.retry_analysis(),
            Action::Saved(saved) => self.saved = saved,
            Action::Stored(store) => self.store = store,
            _ => {}
        }
    }
}
