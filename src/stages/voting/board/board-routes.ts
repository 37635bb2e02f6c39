import type { Call } from '../../../web/ballot-site/call.ts';
import { declareBallotRoutes } from '../../../web/ballot-site/route.ts';
import { type ArchivePart, downloadArchive, proofsText } from './download.ts';

const nothing = {
  code: 'not-found',
  message: '还没有这个票箱的文件。封箱以后才有完整的票箱文件，请核对网址或者稍后再试。',
};
const busy = { code: 'busy', message: '此刻下载的人太多，请一分钟以后再试。' };

async function archive(call: Call, part: ArchivePart): Promise<Response> {
  const download = await downloadArchive(call.database, call.param('uuid'), part);
  if (download === null) return call.refuse(nothing, 404);
  if (download === 'busy') return call.refuse(busy, 503);
  return call.context.body(download.body, 200, {
    'content-type': download.type,
    'content-length': String(download.bytes),
  });
}

/** The same files for the self-contained pages, which check them by themselves. */
export const boardBallotRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/b/:uuid/setup',
    caller: 'anyone',
    handle: (call) => archive(call, 'setup'),
  },
  {
    method: 'GET',
    path: '/b/:uuid/archive',
    caller: 'anyone',
    handle: (call) => archive(call, 'all'),
  },
  {
    method: 'GET',
    path: '/b/:uuid/proofs',
    caller: 'anyone',
    handle: async (call) => {
      const text = await proofsText(call.database, call.param('uuid'));
      if (text === null) return call.refuse(nothing, 404);
      return call.context.body(text, 200, { 'content-type': 'application/json; charset=utf-8' });
    },
  },
]);
