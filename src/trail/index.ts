export { type AnchorLine, anchorFile, anchorsOf, readAnchors, writeAnchors } from './anchors.ts';
export { type Anchor, type Break, type ChainReport, checkChain } from './check-chain.ts';
export { loadHead, type TrailHead } from './load-head.ts';
export { loadChain, verifyChain } from './verify-chain.ts';
