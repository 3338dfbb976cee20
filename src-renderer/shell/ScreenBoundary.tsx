import { Component } from 'react';
import type { ReactNode } from 'react';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

interface ScreenBoundaryProps { readonly children: ReactNode }

/** Keeps the frame when a screen breaks: says so, and draws the screen again when asked. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, { readonly message?: string }> {
  override state: { readonly message?: string } = {};

  static getDerivedStateFromError(error: unknown): { readonly message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return <div className="screenMessage"><Notice {...shellTexts.unexpected(message)} actions={<Button onPress={() => this.setState({ message: undefined })}>{commonTexts.tryAgain}</Button>} /></div>;
  }
}
