// The decision on one request, made from the template that it shares with others.

/**
 * Fills a template with the strings of a request. Every object of the result is new.
 *
 * @param {Template} template
 * @param {{ own: string[], name: string | undefined }} request
 */
export function filled(template, { own, name }) {
  const decision = template.copy(template.decision);
  if (name !== undefined) decision.request = name;
  const { phases } = decision;
  for (const { phase, key, own: which, start, end } of template.parts) {
    const string = own[which];
    phases[phase].context[key] = start === 0 && end === undefined ? string : string.slice(start, end);
  }
  return decision;
}

/**
 * @typedef {object} Template
 * @property {object} decision kept for itself: users only get copies
 * @property {(decision: object) => object} copy
 * @property {{ phase: number, key: string, own: number, start: number, end?: number }[]} parts
 */

/**
 * @param {{ decision: object, parts: [number, string, number, number, number | null][] }} taken
 * @returns {Template}
 */
export function template({ decision, parts }) {
  // Object literals are made many times faster than objects whose members nobody knows before.
  // A decision that has other members than those below is copied in the slow way.
  const same = JSON.stringify(copyDecision(decision)) === JSON.stringify(decision);
  return {
    decision,
    copy: same ? copyDecision : copyAny,
    parts: parts.map(([phase, key, own, start, end]) => ({ phase, key, own, start, end: end ?? undefined })),
  };
}

function copyAny(value) {
  if (Array.isArray(value)) return value.map(copyAny);
  if (typeof value !== "object" || value === null) return value;
  const copy = { ...value };
  for (const member in copy) copy[member] = copyAny(copy[member]);
  return copy;
}

function copyDecision({ request, outcome, deniedAt, phases, assumptions }) {
  return { request, outcome, deniedAt, phases: phases.map(copyPhase), assumptions: assumptions.slice() };
}

function copyPhase(of) {
  const { action, phase, decision, reached, protected: isProtected, reason, decidedBy, context } = of;
  const { absentKeys, assumedAbsent, userMessage, cloudTrail, dependsOn } = of;
  const before = { action, phase, decision, reached, protected: isProtected, reason };
  return dependsOn === undefined
    ? {
        action,
        phase,
        decision,
        reached,
        protected: isProtected,
        reason,
        decidedBy: decidedBy.map(copyDecidedBy),
        context: { ...context },
        absentKeys: absentKeys.slice(),
        assumedAbsent: assumedAbsent.slice(),
        userMessage,
        cloudTrail: copyCloudTrail(cloudTrail),
      }
    : {
        ...before,
        decidedBy: decidedBy.map(copyDecidedBy),
        dependsOn: dependsOn.slice(),
        context: { ...context },
        absentKeys: absentKeys.slice(),
        assumedAbsent: assumedAbsent.slice(),
        userMessage,
        cloudTrail: copyCloudTrail(cloudTrail),
      };
}

function copyDecidedBy({ layer, policy, path, statement, sid, span, range }) {
  return { layer, policy, path, statement, sid, span: span && { ...span }, range: range && copyRange(range) };
}

function copyRange({ start, end }) {
  return { start: { ...start }, end: { ...end } };
}

function copyCloudTrail(record) {
  return record && { ...record };
}
