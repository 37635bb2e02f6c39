import { ProblemPage } from '../../views/problem-page.tsx';
import type { Visit } from './visit.ts';

/** Answers 404: the address leads nowhere, or to something of another congress. */
export function notFoundPage(visit: Visit) {
  return visit.page(
    <ProblemPage
      frame={visit.frame()}
      title="没有这一页"
      text="地址可能输错了，或者内容已经不在这里。请从首页重新进入。"
    />,
    404,
  );
}

/** Answers 403: signed in, but not entitled. */
export function forbiddenPage(visit: Visit) {
  return visit.page(
    <ProblemPage
      frame={visit.frame()}
      title="您没有进入这一页的权限"
      text="这一页只对负责此项工作的人员开放。如果应当由您办理，请联系本级人大工作人员为您指派。"
    />,
    403,
  );
}

/** Answers 422 as a page, as every refused form does: the body was larger than this form may be. */
export function tooLargePage(visit: Visit) {
  return visit.page(
    <ProblemPage
      frame={visit.frame()}
      title="文件太大"
      text="提交的内容超过了允许的大小，没有保存任何内容。请返回上一页，换一个较小的文件。"
    />,
    422,
  );
}

/** Answers 500: a fault of the program. Nothing was half-written, since each act is one transaction. */
export function crashPage(visit: Visit) {
  return visit.page(
    <ProblemPage
      frame={visit.frame()}
      title="程序出错了"
      text="这一步没有执行，已保存的内容不受影响。请返回上一页重试；仍然出错请联系系统管理员。"
    />,
    500,
  );
}
