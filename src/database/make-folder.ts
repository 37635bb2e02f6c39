import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ok, type Result, refuse } from '../rules/refusals.ts';

function makeOne(place: string, mode: number | undefined): void {
  try {
    mkdirSync(place, mode === undefined ? {} : { mode });
  } catch (error) {
    // Another process that starts at the same moment may have made it.
    if (!existsSync(place)) throw error;
  }
}

/**
 * Makes a folder with those above it that are missing, and looks whether files can be written there. It
 * makes them one by one: Node's recursive mkdir never returns where a file system takes no new folder at
 * all, such as under /proc.
 *
 * Refuses with `folder-unusable`, naming the variable that chooses the folder.
 */
export function makeFolder(folder: string, variable: string, mode?: number): Result<null> {
  const missing: string[] = [];
  for (let place = resolve(folder); !existsSync(place); place = dirname(place)) {
    missing.unshift(place);
  }
  try {
    for (const place of missing) makeOne(place, mode);
    accessSync(folder, constants.W_OK);
    if (statSync(folder).isDirectory()) return ok(null);
  } catch {
    // Whatever the reason is, the operator does the same about it.
  }
  const message = `${folder} 不能写入。请换一个文件夹（${variable}），或把它的写权限给当前用户。`;
  return refuse({ code: 'folder-unusable', message });
}
