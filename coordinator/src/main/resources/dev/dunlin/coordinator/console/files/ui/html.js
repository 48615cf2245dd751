// The one place that knows which library draws: everything else imports from here.
import { Fragment, createContext, h, render } from 'preact';
import {
  useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState,
} from 'preact/hooks';
import htm from 'htm';

const html = htm.bind(h);

export {
  Fragment, createContext, html, render,
  useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState,
};
