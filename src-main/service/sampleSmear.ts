export { makeSmear } from '#main/synthetic/makeSmear.ts';
