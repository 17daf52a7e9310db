(function(w,d,L){
var u=d.currentScript.src.replace(/script\.js.*/,''),C='%COOKIE%',F='%FIELD%',N=C+'_no',v,l,again,wait=[],q=(w.musubi||{}).q||[],
get=n=>(d.cookie.match('(?:^|; )'+n+'=(\\w*)')||[])[1]||'',
rnd=()=>[...crypto.getRandomValues(new Uint8Array(16))].map(b=>(b+256).toString(16).slice(1)).join(''),
post=b=>fetch(u,{method:'POST',body:b,credentials:'omit',keepalive:!0});
function put(n,x){d.cookie=n+'='+x+';path=/;SameSite=Lax;max-age='+(x?%SECONDS%:0)+(L.protocol=='https:'?';Secure':'')}
function read(){var m=get(C).match(/^([0-9a-f]{32})(\w*)/)||[];v=m[1];l=m[2];d.querySelectorAll('[name="'+F+'"]').forEach(e=>e.value=v||'')}
function keep(x){put(C,x);read()}
function here(){return{page:L.origin+L.pathname,title:d.title,referrer:d.referrer.split(/[?#]/)[0],campaign:new URLSearchParams(L.search).get('utm_campaign')||''}}
function body(x,e,p,o){for(var n=2001,b,i=rnd();b=JSON.stringify({visitor:x,consent:!0,id:i,event:e,...p,...n>15&&o},(k,y)=>y===y+''?[...y].slice(0,n+33).join(''):y),n>15&&new Blob([b]).size>%LIMIT%;n>>=1);return b}
function send(e,p,o){
var b=body(v,e,p,o),n=()=>navigator.sendBeacon(u,b);
'keepalive'in Request.prototype?post(b).catch(n):n()}
function leave(){(get(N).match(/.{32}/g)||[]).forEach(x=>post(body(x,'withdraw')).then(r=>{if(!r.ok)throw 0;put(N,get(N).replace(x,''))}).catch(()=>{clearTimeout(again);again=setTimeout(leave,3e4)}))}
function sum(s){for(var h=7,i=0;i<s.length;i++)h=(h*31+s.charCodeAt(i))|0;return(h>>>0).toString(36)}
function go(c,a,t,s,p){
read();p=p||here();
if(c=='consent'){
if(a&&!v){keep(rnd());v&&wait.splice(0).forEach(x=>go(...x))}
if(!a){if(v){put(N,get(N)+v);keep('');leave()}wait=[]}
}else if(!v)wait[98]||wait.push([c,a,t,s,p]);
else if(c=='logout')l&&keep(rnd());
else if(c=='login'){a+='';keep((l&&l!=sum(a)?rnd():v)+sum(a));send(c,p,{member:a,time:t,signature:s})}
else send(c,p,a&&{data:a})}
w.musubi=go;
d.addEventListener('submit',read,!0);
read();leave();q.forEach(x=>go(...x));go('page')
})(window,document,location)
