/** The benchmark panel's page. */
import 'uplot/dist/uPlot.min.css';
import './benchmark/benchmark.css';
import { startPage } from './benchmark/page';

startPage();
