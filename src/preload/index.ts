import { contextBridge, ipcRenderer } from 'electron'
import { makeApi } from './make-api.ts'

contextBridge.exposeInMainWorld('api', makeApi(ipcRenderer))
