import '../verify/worker.ts';
