import type { SitePhoto } from '../../../../views/delivery/site-photos.tsx';
import { chinaDay } from '../../../web/china-time.ts';
import { withdrawnInWords } from '../../../web/withdrawn-in-words.ts';
import type { ProjectPhoto } from './photo-store.ts';

const occasionNames: Readonly<Record<ProjectPhoto['occasion'], string>> = {
  before: '开工前',
  progress: '施工中',
  milestone: '节点完成',
  acceptance: '验收',
  visit: '视察',
  site_check: '现场核查',
  rectification: '整改',
  problem: '群众反映',
};

const placeSources: Readonly<Record<ProjectPhoto['placeSource'], string>> = {
  photo: '照片自带位置',
  device: '拍摄时定位',
  typed: '地点为填写',
  none: '没有位置',
};

/** A photo in words, as every page that shows it says them. */
export function describePhoto(photo: ProjectPhoto): SitePhoto {
  return {
    ...{ id: photo.id, caption: photo.caption ?? occasionNames[photo.occasion] },
    taken: photo.takenAt === null ? '拍摄时间不明' : `${chinaDay(photo.takenAt)}拍摄`,
    place: [photo.placeText ?? '', placeSources[photo.placeSource]]
      .filter((text) => text !== '')
      .join('，'),
    takenDown: withdrawnInWords(photo.takenDown),
  };
}

/** The photos of a project that stand under milestones of the plan that is shown, whatever they were called, and the others. */
export function underMilestones(
  photos: readonly ProjectPhoto[],
  milestones: readonly { readonly rootId: string }[],
): {
  readonly byRoot: ReadonlyMap<string, readonly ProjectPhoto[]>;
  readonly others: readonly ProjectPhoto[];
} {
  const byRoot = new Map(
    milestones.map(({ rootId }) => [rootId, photos.filter((one) => one.milestone === rootId)]),
  );
  const others = photos.filter((one) => one.milestone === null || !byRoot.has(one.milestone));
  return { byRoot, others };
}
