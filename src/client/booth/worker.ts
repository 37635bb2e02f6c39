import '../ballot/worker.ts';
