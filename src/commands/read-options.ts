import { type ParseArgsConfig, parseArgs } from 'node:util';

const troubles: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: '没有这个选项',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '这个选项缺少内容，或者多了内容',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: '多了不认识的内容',
};

/**
 * Reads what was typed after a command, strictly: an option that is not known must not be passed over, since
 * whoever typed it believes that it works. What is wrong is said with the usage, and the command ends with 2.
 */
export function readOptions<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const trouble = troubles[code];
    if (!(error instanceof Error) || trouble === undefined) throw error;
    const [, named = ''] = /'([^']+)'/.exec(error.message) ?? [];
    console.error(`${trouble}：${named}\n${usage}`);
    return process.exit(2);
  }
}
