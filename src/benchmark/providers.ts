import type { Provider } from './result';

/** `auto`: the best that this platform may have, one after the other until one starts. */
export type ProviderChoice = Provider | 'auto';

export { providerNames } from './units';

/**
 * Which providers to try. The package brings WebGPU (Windows, macOS on arm64, Linux on x64), DirectML and CoreML; CUDA
 * only where another folder is given that has it.
 */
export function candidates(
  choice: ProviderChoice,
  machine: { readonly platform: NodeJS.Platform; readonly arch: string; readonly ownRuntime: boolean },
): readonly Provider[] {
  if (choice !== 'auto') return [choice];
  const { platform, arch, ownRuntime } = machine;
  const cuda: Provider[] = ownRuntime && platform !== 'darwin' ? ['cuda'] : [];
  switch (platform) {
    case 'win32':
      return [...cuda, 'webgpu', 'dml', 'cpu'];
    case 'darwin':
      return arch === 'arm64' ? ['webgpu', 'coreml', 'cpu'] : ['cpu'];
    default:
      return arch === 'x64' ? [...cuda, 'webgpu', 'cpu'] : [...cuda, 'cpu'];
  }
}
