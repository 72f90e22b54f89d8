//! What `wire` says of a sign-in.

use vestibule_wire::{
    Action, Bearing, Change, CloudTrail, ContextValue, DecidedBy, Decision, Edit, Effect, Fact,
    Finding, Fix, Known, Layer, LeftOut, Line, Mark, Network, Ordered, Outcome, Phase,
    PhaseDecision, Position, Range, Reason, Related, Severity, Source, Span, StatementTrace,
    TestTrace, Truth, Why,
};

use vestibule_syntax::diagnostic::{Arg, Message};

use super::{Codec, Reader, Writer, enums, structs, words};

structs! {
    Decision { request, outcome, denied_at, phases, assumptions, findings }
    PhaseDecision {
        action, phase, decision, reached, protected, reason, decided_by, depends_on, context,
        absent_keys, assumed_absent, user_message, cloud_trail, statements, explanation,
        left_out
    }
    LeftOut {
        decided_by, depends_on, context, absent_keys, assumed_absent, statements, tests,
        characters
    }
    DecidedBy { layer, policy, path, statement, sid, span, range }
    CloudTrail { event_name, error_code, error_message }
    StatementTrace {
        layer, policy, path, bearing, assumption, statement, sid, span, range, effect, truth,
        action, principal, resource, defective, tests
    }
    TestTrace {
        operator, key, negated, truth, why, value, operand, operands, variable, span, range
    }
    Line { indent, mark, text, path, span, range }
    Span { start, end }
    Position { line, character }
    Range { start, end }
    Related { span, range }
    Edit { span, range, text }
    Fix { edits }
    Finding {
        code, severity, message, help, layer, policy, path, span, range, related, fix
    }
    Known { principals, networks, regions }
    Network { vpc, endpoint, source_ip }
    Change { fact, source, outcome, decision, denied_at }
}

words! {
    Action { Authenticate, AuthorizeOAuth2Access, CreateOAuth2Token }
    Bearing {
        Evaluated, PerhapsOtherEndpoint, NoEndpoint, OtherEndpoint, EnforcementOff,
        ManagementAccount, OtherNode, OtherPrincipal, BeforeAuthentication, RootUser, Assumed
    }
    Effect { Allow, Deny }
    Layer {
        VpcEndpoint, ResourceControl, ServiceControl, ResourceBased, Identity,
        PermissionsBoundary, Session
    }
    Mark { Yes, No, Unknown, Skipped }
    Outcome { Allowed, Denied, Unknown }
    Phase { PreAuthentication, PostAuthentication }
    Reason {
        NoMatchingDeny, ExplicitDeny, ImplicitDeny, EnforcementOff, UnknownKey,
        UnevaluableStatement
    }
    Severity { Info, Warning, Error }
    Source { Known, Tested, Other }
    Truth { True, False, Unknown, Indeterminate }
    Why {
        Matched, NoMatch, EveryValue, NoValue, KeyAbsent, KeyPresent, KeyUnknown,
        VariableUnknown, MalformedValue, MalformedOperand, MultiValued, NoOperands, EmptySet,
        UnknownOperator
    }
}

enums! {
    Arg {
        0: Code(code),
        1: Codes(codes),
        2: Number(number),
        3: Character(character),
        4: Message(message),
    }
    ContextValue {
        0: Unknown,
        1: One(value),
        2: Many(values),
    }
    Fact {
        0: Network(network),
        1: Principal(arn),
        2: Entry(entry),
        3: Region(region),
        4: Key(key, value),
        5: NoKey(key),
    }
}

impl Codec for Message {
    fn write(&self, to: &mut Writer) {
        to.text(self.template());
        to.length(self.args().len());
        for arg in self.args() {
            arg.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_parts(Codec::read(from)?, Codec::read(from)?))
    }
}

impl Codec for char {
    fn write(&self, to: &mut Writer) {
        u32::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        char::from_u32(u32::read(from)?)
    }
}

impl<V: Codec> Codec for Ordered<V> {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Codec::read(from).map(Self)
    }
}
