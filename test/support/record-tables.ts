import type { KyselyPlugin, PluginTransformQueryArgs } from 'kysely';
import type { TestDatabase } from './database.ts';

/** A test's database that notes every table which any statement names, raw ones included. */
export function recordTables(support: TestDatabase): {
  readonly support: TestDatabase;
  readonly tables: Set<string>;
} {
  const tables = new Set<string>();
  const executor = support.database.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => {
      const { sql } = executor.compileQuery(node, queryId);
      const schemas = 'board|box|count|contact|people|record|roll|trail|jobs';
      const named = new RegExp(`\\b"?(${schemas})"?\\."?([a-z_]+)"?`, 'g');
      for (const [, schema, table] of sql.matchAll(named)) tables.add(`${schema}.${table}`);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { support: { ...support, database: support.database.withPlugin(plugin) }, tables };
}
