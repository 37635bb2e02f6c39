import { type ParseResult, parse } from '@babel/parser';
import MagicString from 'magic-string';

/** One small change of a source file. */
export interface SourceMutant {
  readonly file: string;
  readonly line: number;
  /** What was done: `condition`, `operator`, … */
  readonly kind: string;
  readonly before: string;
  readonly after: string;
  /** The whole file with the change. */
  readonly code: string;
}

type Node = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc: { readonly start: { readonly line: number } };
};

interface Change {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const operators: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '+': '-',
    '-': '+',
    '*': '+',
    '/': '*',
    '%': '*',
    '**': '*',
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    '===': '!==',
    '!==': '===',
    '&&': '||',
    '||': '&&',
    '??': '&&',
    '<<': '>>',
    '>>': '<<',
    '|': '&',
    '&': '|',
    '+=': '-=',
    '-=': '+=',
  }),
);

/** All changes of a source file that this mutator knows; types and imports are left alone. */
export function mutantsOf(file: string, source: string): SourceMutant[] {
  const tree: ParseResult = parse(source, { sourceType: 'module', plugins: ['typescript', 'jsx'] });
  const mutants: SourceMutant[] = [];
  visit(tree.program, (node) => {
    for (const { kind, start, end, text } of changesOf(node, source)) {
      const code = new MagicString(source).overwrite(start, end, text).toString();
      const { line } = node.loc.start;
      mutants.push({ file, line, kind, before: source.slice(start, end), after: text, code });
    }
  });
  return mutants;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function visit(value: unknown, act: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, act);
    return;
  }
  if (!isNode(value) || /^(TS(?!AsExpression|NonNull)|Import)/.test(value.type)) return;
  if (value.type === 'NewExpression' && isNode(value.callee)) {
    // What an exception of ours says to a programmer is wording.
    if (/Error$/.test(String(value.callee.name))) return;
  }
  act(value);
  for (const [name, child] of Object.entries(value)) {
    // Keys of objects are names, not values.
    if (name === 'key' && value.computed !== true) continue;
    visit(child, act);
  }
}

function changesOf(node: Node, source: string): Change[] {
  const whole = (kind: string, text: string): Change => ({
    kind,
    start: node.start,
    end: node.end,
    text,
  });
  const inside = (kind: string, child: unknown, text: string): Change[] =>
    isNode(child) ? [{ kind, start: child.start, end: child.end, text }] : [];
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return operatorChanges(node, source);
    case 'UnaryExpression':
      return /^[!-]$/.test(String(node.operator))
        ? [{ kind: 'sign', start: node.start, end: node.start + 1, text: '' }]
        : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].flatMap((text) => inside('condition', node.test, text));
    case 'NumericLiteral':
      return [whole('number', `(${source.slice(node.start, node.end)} + 1)`)];
    case 'BigIntLiteral':
      return [whole('number', `(${source.slice(node.start, node.end)} + 1n)`)];
    case 'BooleanLiteral':
      return [whole('boolean', String(node.value !== true))];
    case 'StringLiteral':
      return isWording(String(node.value))
        ? []
        : [whole('text', `${JSON.stringify(`${String(node.value)}~`)}`)];
    case 'TemplateElement':
      if (node.start === node.end || isWording(source.slice(node.start, node.end))) return [];
      return [whole('text', `${source.slice(node.start, node.end)}~`)];
    case 'RegExpLiteral':
      return anchorChanges(node, source);
    case 'ReturnStatement':
      // To every caller here, nothing and false are the same.
      return isNode(node.argument) && /^(Boolean|Null)Literal$/.test(node.argument.type)
        ? []
        : inside('return', node.argument, 'undefined');
    case 'ExpressionStatement':
      return [whole('statement', ';')];
    case 'MemberExpression':
      return methodChanges(node);
    default:
      return [];
  }
}

/** Chinese is for people: its wording is read, not tested. */
function isWording(text: string): boolean {
  return /[\u201c\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(text);
}

function operatorChanges(node: Node, source: string): Change[] {
  const operator = String(node.operator);
  const text = operators.get(operator);
  if (text === undefined || !isNode(node.left) || !isNode(node.right)) return [];
  const between = source.slice(node.left.end, node.right.start);
  const start = node.left.end + between.indexOf(operator);
  return [{ kind: 'operator', start, end: start + operator.length, text }];
}

function anchorChanges(node: Node, source: string): Change[] {
  const text = source.slice(node.start, node.end);
  const end = text.lastIndexOf('/');
  const changes: Change[] = [];
  const without = (at: number) => ({
    kind: 'anchor',
    start: node.start,
    end: node.end,
    text: text.slice(0, at) + text.slice(at + 1),
  });
  if (text[1] === '^') changes.push(without(1));
  if (text[end - 1] === '$') changes.push(without(end - 1));
  return changes;
}

const methods: ReadonlyMap<string, string> = new Map(
  Object.entries({
    every: 'some',
    some: 'every',
    floor: 'ceil',
    ceil: 'floor',
    max: 'min',
    min: 'max',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
  }),
);

function methodChanges({ property, computed }: Node): Change[] {
  if (!isNode(property) || computed === true) return [];
  const text = methods.get(String(property.name));
  return text === undefined
    ? []
    : [{ kind: 'method', start: property.start, end: property.end, text }];
}
