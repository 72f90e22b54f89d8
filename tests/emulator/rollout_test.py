"""The scripts of `vestibule plan`, run by bash with the real AWS CLI: they lead to the wanted state,
and each step that is taken back to the state before it."""

import copy
import json
import pathlib
import unittest

from emulator import COMMAND, Emulator, EmulatorTest

CASES = pathlib.Path(__file__).parent.parent / "analysis"
ACCOUNT = "777788889999"
UNIT, CANARY = "ou-ab12-workload", "ou-ab12-canary00"


def case(name):
    return json.loads((CASES / name).read_text())


CURRENT, WANTED = case("rollout-current.json"), case("rollout-wanted.json")
PERIMETER = WANTED["policies"]["resourceControl"][0]["document"]


def with_(base, rcps=None, scps=None, on=None):
    """A case with other policies of the organization, each a name, a text and a target."""
    changed = copy.deepcopy(base)
    for member, policies in (("resourceControl", rcps), ("serviceControl", scps)):
        if policies is not None:
            entries = ({"name": name, "document": text, "attachedTo": at} for name, text, at in policies)
            # What is not told is left out.
            changed["policies"][member] = [
                {key: value for key, value in entry.items() if value} for entry in entries
            ]
    if on is not None:
        changed["account"]["consoleAuthorization"] = on
    return changed


def scp(effect, **members):
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Resource": "*", **members}]}


OFF, ON = {"account": False}, {"account": True}
# Nobody signs in from somewhere else by the endpoint of another Region than two.
REGIONS = scp(
    "Deny",
    Action="signin:*",
    Condition={
        "StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "us-west-2"]},
        "NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"]},
    },
)
LIST = scp("Allow", Action=["signin:*", "sts:*"])
LARGER = scp("Allow", Action=["signin:*", "sts:*", "s3:*"])
SMALLER = {**PERIMETER, "Statement": PERIMETER["Statement"][:2]}
FULL = scp("Allow", Action="*")

# What leads from where to where: current and wanted state, and flags of `plan` and `emulate`.
ROLLOUTS = {
    "AWS's Example 1 over three levels": (CURRENT, WANTED),
    "another canary unit": (
        CURRENT,
        WANTED,
        ["--stage", "ou-ab12-canary99"],
        ["--target", "ou-ab12-canary99"],
    ),
    "an RCP whose text is replaced": (
        with_(WANTED, rcps=[("perimeter", PERIMETER, UNIT)]),
        with_(WANTED, rcps=[("perimeter", SMALLER, UNIT)]),
    ),
    "an RCP that goes to another unit, and an unnamed one that goes": (
        with_(WANTED, rcps=[("it's a \"perimeter\"", PERIMETER, CANARY), (None, SMALLER, None)]),
        with_(WANTED, rcps=[("it's a \"perimeter\"", PERIMETER, UNIT)]),
    ),
    "an SCP with Deny, while authorization is on": (
        with_(WANTED, scps=[], on=ON),
        with_(WANTED, scps=[("regions", REGIONS, CANARY)], on=ON),
    ),
    "an SCP that is an allow list": (
        with_(CURRENT, scps=[]),
        with_(CURRENT, scps=[("list", LIST, ACCOUNT)]),
    ),
    "one allow list after the other": (
        with_(CURRENT, scps=[("list", LIST, CANARY)]),
        with_(CURRENT, scps=[("larger", LARGER, CANARY)]),
    ),
    "no allow list any more": (
        with_(CURRENT, scps=[("list", LIST, ACCOUNT)]),
        with_(CURRENT, scps=[("FullAWSAccess", FULL, ACCOUNT)]),
    ),
    "authorization of the organization": (
        with_(CURRENT, on={"organization": True}),
        with_(CURRENT, on=ON),
    ),
    "AWS's Example 2 as a permission statement": (
        case("rollout-statements-current.json"),
        case("rollout-statements-wanted.json"),
    ),
    "authorization that goes off": (WANTED, with_(WANTED, rcps=[], on=OFF)),
}

# Those of which each step is taken back once: the AWS CLI takes its time.
TAKEN_BACK = [
    "AWS's Example 1 over three levels",
    "an RCP whose text is replaced",
    "an SCP that is an allow list",
]


def said(state):
    """What a state has of a rollout: switches, policies and what they are attached to."""
    read = json.loads(state.read_text())
    made = read["case"]["policies"]
    switches = read["case"]["account"]["consoleAuthorization"]
    attached = [
        sorted((one["name"], sorted(one["attachedTo"].split(","))) for one in made.get(member, []))
        for member in ("resourceControl", "serviceControl")
    ]
    policies = read["controlPlane"]["organizations"]["policies"]
    policies = sorted((one["type"], one["name"], one["content"]) for one in policies)
    return switches, attached, policies


class Rollouts(EmulatorTest):
    def setUp(self):
        pass

    def begin(self, current, *flags, **keywords):
        self.emulator = Emulator(*flags, case=current, **keywords)
        self.addCleanup(self.emulator.close)
        self.wanted = self.emulator.folder / "wanted.json"

    def plan(self, form, flags):
        """The plan from the state of the emulator to the wanted one."""
        status, out, err = self.emulator.vestibule(
            "plan", self.emulator.state, self.wanted, "--format", form, *flags
        )
        self.assertNotEqual(status, 2, err)
        return out

    def arrived(self, planned):
        """The state is the wanted one, and people are locked out as the plan said."""
        state = self.emulator.state
        status, out, err = self.emulator.vestibule("diff", state, self.wanted)
        self.assertEqual((status, err), (0, ""), out)
        nothing = json.loads(self.plan("json", []))
        self.assertEqual((nothing["verdict"], nothing["steps"]), ("nothing", []))
        _, out, _ = self.emulator.vestibule("lockout", state, "--format", "json")
        last = planned["steps"][-1]["state"]
        self.assertEqual(json.loads(out)["verdict"], last["lockout"])
        _, out, _ = self.emulator.vestibule("decide", state, "--format", "json")
        outcomes = [request["outcome"] for request in json.loads(out)]
        self.assertEqual(outcomes, [request["outcome"] for request in last["requests"]])

    def test_scripts_lead_to_the_wanted_state(self):
        for name, (current, wanted, *more) in ROLLOUTS.items():
            of_plan, of_emulator = more or ([], [])
            with self.subTest(name):
                self.begin(current, *of_emulator)
                self.wanted.write_text(json.dumps(wanted))
                planned = json.loads(self.plan("json", of_plan))
                self.assertEqual(planned["verdict"], "ready", planned["summary"])
                yes = "yes\n" * 2 * len(planned["steps"])
                status, out, err = self.emulator.shell(self.plan("script", of_plan), "bash", yes)
                self.assertEqual((status, err), (0, ""), out)
                self.arrived(planned)

    def test_steps_that_are_taken_back_leave_the_state_before(self):
        for name in TAKEN_BACK:
            current, wanted, *more = ROLLOUTS[name]
            of_plan, of_emulator = more or ([], [])
            with self.subTest(name):
                self.begin(current, *of_emulator)
                self.wanted.write_text(json.dumps(wanted))
                planned = json.loads(self.plan("json", of_plan))
                for _ in planned["steps"]:
                    before = said(self.emulator.state)
                    script = self.plan("script", of_plan)
                    status, out, err = self.emulator.shell(script, "bash", "yes\nno\n")
                    self.assertEqual((status, err), (1, ""), out)
                    self.assertEqual(said(self.emulator.state), before, out)
                    # It begins with the same step again, and then asks in vain.
                    _, out, err = self.emulator.shell(script, "bash", "yes\nyes\n")
                    self.assertEqual(err, "", out)
                    self.assertNotEqual(said(self.emulator.state), before, out)
                self.arrived(planned)

    def test_a_statement_that_is_taken_back_is_gone(self):
        self.begin(case("rollout-statements-current.json"))
        self.wanted.write_text(json.dumps(case("rollout-statements-wanted.json")))
        script = self.plan("script", [])
        status, out, err = self.emulator.shell(script, "bash", "yes\nno\n")
        self.assertEqual((status, err), (1, ""), out)
        read = json.loads(self.emulator.state.read_text())
        self.assertEqual(read["case"]["policies"].get("permissionStatements", []), [], out)
        # AWS answers the token of a deleted statement and adds none, so that the script stops.
        status, out, _ = self.emulator.shell(script, "bash", "yes\nyes\n" * 9)
        self.assertNotEqual(status, 0, out)
        read = json.loads(self.emulator.state.read_text())
        self.assertFalse(read["case"]["account"]["consoleAuthorization"]["account"], out)

    def test_a_script_that_is_told_no_does_nothing(self):
        self.begin(CURRENT)
        self.wanted.write_text(json.dumps(WANTED))
        before = self.emulator.state.read_bytes()
        script = self.plan("script", [])
        for answers in ("no\n", "", "YES\n", "y\n"):
            status, _, err = self.emulator.shell(script, "bash", answers)
            self.assertEqual((status, err), (1, ""))
        self.assertEqual(self.emulator.state.read_bytes(), before)
        self.assertEqual(self.emulator.log.read_text(), "")

    def test_a_guard_stops_a_script_at_the_step_that_locks_out(self):
        # The plan knows of no guarantee, so that nothing stops it.
        guarantee = {
            "name": "Alice gets in from at home",
            "principals": [f"arn:aws:iam::{ACCOUNT}:user/Alice"],
            "from": ["at home"],
            "outcome": "allowed",
        }
        current = with_(CURRENT, on=ON)
        self.begin({**current, "guarantees": [guarantee]}, "--guard")
        (self.emulator.folder / "current.json").write_text(json.dumps(current))
        self.wanted.write_text(json.dumps({**WANTED, "guarantees": []}))
        status, script, err = self.emulator.vestibule(
            "plan", self.emulator.folder / "current.json", self.wanted, "--format", "script"
        )
        self.assertEqual((status, err), (0, ""))
        before = said(self.emulator.state)
        status, _, err = self.emulator.shell(script, "bash", "yes\n" * 20)
        self.assertNotEqual(status, 0)
        self.assertIn("(AccessDeniedException)", err)
        self.assertIn("Alice gets in from at home", err)
        self.assertIn(f"arn:aws:iam::{ACCOUNT}:user/Alice from 198.51.100", err)
        switches, attached, policies = said(self.emulator.state)
        self.assertEqual((switches, attached), before[:2])
        self.assertEqual([name for _, name, _ in policies], ["perimeter"])


class Organizations(EmulatorTest):
    """boto3 drives every operation, and its model knows every error."""

    case = CURRENT

    def setUp(self):
        super().setUp()
        self.organizations = self.emulator.client(service="organizations")

    def create(self, name, text, kind="RESOURCE_CONTROL_POLICY"):
        made = self.organizations.create_policy(
            Name=name, Description="", Type=kind, Content=json.dumps(text)
        )
        return made["Policy"]["PolicySummary"]["Id"]

    def test_every_operation(self):
        client = self.organizations
        rcp = {"Filter": "RESOURCE_CONTROL_POLICY"}
        ids = [self.create(f"policy {number}", PERIMETER) for number in range(30)]
        pages = client.get_paginator("list_policies").paginate(**rcp)
        listed = [one["Id"] for page in pages for one in page["Policies"]]
        self.assertEqual(listed, ["p-RCPFullAWSAccess", *ids])
        client.attach_policy(PolicyId=ids[0], TargetId=UNIT)
        client.attach_policy(PolicyId=ids[0], TargetId=ACCOUNT)
        targets = client.list_targets_for_policy(PolicyId=ids[0])["Targets"]
        self.assertEqual([one["TargetId"] for one in targets], [UNIT, ACCOUNT])
        self.assertEqual([one["Type"] for one in targets], ["ORGANIZATIONAL_UNIT", "ACCOUNT"])
        on = client.list_policies_for_target(TargetId=UNIT, **rcp)["Policies"]
        self.assertEqual([one["Id"] for one in on], ["p-RCPFullAWSAccess", ids[0]])
        client.update_policy(PolicyId=ids[0], Content=json.dumps(SMALLER), Name="smaller")
        told = client.describe_policy(PolicyId=ids[0])["Policy"]
        self.assertEqual(json.loads(told["Content"]), SMALLER)
        self.assertEqual(told["PolicySummary"]["Name"], "smaller")
        client.detach_policy(PolicyId=ids[0], TargetId=UNIT)
        client.detach_policy(PolicyId=ids[0], TargetId=ACCOUNT)
        client.delete_policy(PolicyId=ids[0])
        entries = self.emulator.entries()
        self.assertEqual(entries[-1]["operation"], "DeletePolicy")
        self.assertEqual(entries[-1]["parameters"], {"PolicyId": ids[0]})
        self.assertEqual(entries[0]["policyId"], ids[0])

    def test_errors_are_those_of_the_model(self):
        client = self.organizations
        policy = self.create("perimeter", PERIMETER)
        client.attach_policy(PolicyId=policy, TargetId=UNIT)
        rows = [
            ("DuplicatePolicy", self.create, ("perimeter", PERIMETER), {}),
            ("MalformedPolicyDocument", self.create, ("other", {}), {}),
            ("ConstraintViolation", self.create, ("other", {"Id": "x" * 5200}), {}),
            ("InvalidInput", self.create, ("other", PERIMETER, "OTHER"), {}),
            ("PolicyNotFound", client.describe_policy, (), {"PolicyId": "p-0123456789"}),
            ("PolicyInUse", client.delete_policy, (), {"PolicyId": policy}),
        ]
        at = [
            ("DuplicatePolicyAttachment", client.attach_policy, policy, UNIT),
            ("PolicyNotAttached", client.detach_policy, policy, "r-ab12"),
            ("TargetNotFound", client.attach_policy, policy, "ou-ab12-nowhere0"),
            ("ConstraintViolation", client.detach_policy, "p-FullAWSAccess", UNIT),
            ("InvalidInput", client.detach_policy, "p-RCPFullAWSAccess", UNIT),
        ]
        rows += [(name, call, (), {"PolicyId": of, "TargetId": to}) for name, call, of, to in at]
        for name, call, positional, parameters in rows:
            # botocore makes an exception of its own of an error that its model has.
            with self.assertRaises(getattr(client.exceptions, f"{name}Exception")) as caught:
                call(*positional, **parameters)
            answer = caught.exception.response
            self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 400)
            self.assertTrue(answer["Error"]["Message"])

    def test_two_writers_at_once(self):
        # Somebody else's change is neither lost nor written over.
        read = json.loads(self.emulator.state.read_text())
        read["case"]["networks"].append({"name": "new", "sourceIp": ["192.0.2.0/24"]})
        self.emulator.state.write_text(json.dumps(read))
        policy = self.create("perimeter", PERIMETER)
        self.organizations.attach_policy(PolicyId=policy, TargetId=UNIT)
        kept = json.loads(self.emulator.state.read_text())["case"]
        self.assertEqual(kept["networks"][-1]["name"], "new")
        self.assertEqual(kept["policies"]["resourceControl"][0]["attachedTo"], UNIT)
        self.emulator.state.write_text("{")
        with self.assertRaises(self.organizations.exceptions.ServiceException):
            self.create("other", PERIMETER)


