export { conductIom } from './conduct-iom.ts';
