import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { defaultBundling, projectRoot } from './zone-function.ts';

/**
 * Bundling of the function that runs the nets: onnxruntime and sharp stay outside the bundle, copied from the
 * project's own node_modules (the locked versions, nothing downloaded at synth) and cut down to Linux x86-64, since
 * onnxruntime alone unpacks to about 300 MB and Lambda allows 250 MB (docs/adr/0004).
 */
const onnxruntimeFiles = ['package.json', 'dist', 'bin/napi-v6/linux/x64'];
const sharpPackages = [
  'sharp',
  '@img/sharp-linux-x64',
  '@img/sharp-libvips-linux-x64',
  '@img/colour',
  'detect-libc',
  'semver',
];
const nativePackages = [...sharpPackages, 'onnxruntime-common'];

const plateModels = ['plate-detector.onnx', 'plate-reader.onnx', 'alphabet.json'].map(
  (file) => `models/plates/${file}`,
);
const faceModels = ['fr_detect.onnx', 'fr_landmark.onnx'].map((file) => `.cache/faces/${file}`);

/** A file that the bundle needs is not there; the message says the command that brings it. */
export class BundleFileMissingError extends Error {
  override readonly name = 'BundleFileMissingError';
}

export const recognitionBundling: BundlingOptions = {
  ...defaultBundling,
  externalModules: ['onnxruntime-node', 'sharp'],
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => copyCommands(output),
  },
};

/** Bundling of a function that only decodes and encodes pictures. */
export const pictureBundling: BundlingOptions = {
  ...defaultBundling,
  externalModules: ['sharp'],
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => copyPackages(output, sharpPackages),
  },
};

function copyCommands(output: string): string[] {
  const copy = (from: string, to: string) => copyFile(output, from, to);
  return [
    ...copyPackages(output, nativePackages),
    ...onnxruntimeFiles.flatMap((file) =>
      copy(`node_modules/onnxruntime-node/${file}`, `node_modules/onnxruntime-node/${file}`),
    ),
    ...[...plateModels, ...faceModels].flatMap((file) => copy(file, `models/${file.split('/').at(-1)}`)),
  ];
}

function copyPackages(output: string, names: readonly string[]): string[] {
  return names.flatMap((name) => copyFile(output, `node_modules/${name}`, `node_modules/${name}`));
}

function copyFile(output: string, from: string, to: string): string[] {
  if (!existsSync(join(projectRoot, from))) throw new BundleFileMissingError(missing(from));
  return [`mkdir -p "${join(output, to, '..')}"`, `cp -r "${join(projectRoot, from)}" "${join(output, to)}"`];
}

function missing(file: string): string {
  if (file.startsWith('.cache')) return `${file} is missing: run "npm run synth", which fetches it`;
  if (file.startsWith('node_modules')) {
    return `${file} is missing: run "npm ci --os=linux --cpu=x64 --libc=glibc", the function runs on Linux x86-64`;
  }
  return `${file} is missing: it is part of the repository`;
}
