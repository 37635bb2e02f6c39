export { type AnchorLine, anchorFile, anchorsOf, readAnchors, writeAnchors } from './anchors.ts';
export { type Anchor, type Break, type ChainReport, checkChain } from './check-chain.ts';
export { eraseDetail } from './erase-detail.ts';
export { events } from './events.ts';
export { exportChain, readExport } from './export-chain.ts';
export { loadHead, type TrailHead } from './load-head.ts';
export { reportInWords, trailReaders, trailRoutes } from './routes.tsx';
export { sentenceOf } from './sentence.ts';
export { loadChain, verifyChain, walkChain } from './verify-chain.ts';
